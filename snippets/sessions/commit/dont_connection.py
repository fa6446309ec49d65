from sqlalchemy import select, update

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with engine.connect() as connection:
    connection.execute(update(Project).values(status=ProjectStatus.ACTIVE))

with engine.connect() as connection:
    print(connection.scalar(select(Project.status)))
    #!> DRAFT
