from sqlalchemy import text

from domain import new_database

engine = new_database(projects=2)

remove = text("DELETE FROM project WHERE name = 'project-01'")

with engine.connect() as connection:
    connection.execution_options(isolation_level="AUTOCOMMIT").execute(remove)

with engine.connect() as connection:
    names = connection.execute(text("SELECT name FROM project"))
    print(sorted(names.scalars()))
    #> ['project-02']
