from sqlalchemy import select

from domain import Project, new_database

engine = new_database(projects=1)

with engine.connect() as connection:
    print(connection.scalars(select(Project.name)).all())
    #> ['project-01']
