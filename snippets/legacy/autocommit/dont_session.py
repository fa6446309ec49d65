from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

engine = new_database()

new_session = sessionmaker(engine, autocommit=True)

with new_session() as session:
    session.add(Project(name="apollo"))
    session.flush()
#! sqlalchemy.exc.ArgumentError: autocommit=True is no longer supported

with new_session() as session:
    print(session.scalars(select(Project.name)).all())
