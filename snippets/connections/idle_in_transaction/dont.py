from sqlalchemy import create_engine, text, update
from sqlalchemy.orm import Session

from domain import Project, new_database

url = new_database(projects=1, on="postgresql").url

# page: from here
engine = create_engine(url)

forgotten = Session(engine)
forgotten.execute(update(Project).values(name="apollo"))

with Session(engine) as session:
    session.execute(text("SET LOCAL lock_timeout = '2s'"))
    session.execute(update(Project).values(name="gemini"))
    #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) canceling statement due to lock timeout
    session.commit()
    print("renamed")
