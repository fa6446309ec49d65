from sqlalchemy import Connection, select

from domain import Project, new_database

engine = new_database(projects=1)

def connect() -> Connection:
    with engine.connect() as connection:
        # page: essence
        return connection

connection = connect()
print(connection.scalars(select(Project.name)).all())
#! sqlalchemy.exc.ResourceClosedError: This Connection is closed
