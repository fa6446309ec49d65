from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session, session.begin():
    project = session.scalars(select(Project)).one()
    if project.status == ProjectStatus.DRAFT:
        project.status = ProjectStatus.ACTIVE

with Session(engine) as session:
    print(session.scalar(select(Project.status)))
    #> ACTIVE
