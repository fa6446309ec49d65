from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    if project.status == ProjectStatus.DRAFT:
        with session.begin():
            project.status = ProjectStatus.ACTIVE
        #! sqlalchemy.exc.InvalidRequestError: A transaction is already begun on this Session.

with Session(engine) as session:
    print(session.scalar(select(Project.status)))
