from sqlalchemy.orm import Session

from domain import new_database

engine = new_database(projects=3)

with Session(engine) as session:
    result = session.execute("SELECT count(*) FROM project")
    #! sqlalchemy.exc.ArgumentError: Textual SQL expression 'SELECT count(*) FROM proj...' should be explicitly declared as text('SELECT count(*) FROM proj...')
    print(result.scalar_one())
