from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()

with engine.begin() as elsewhere:
    elsewhere.execute(update(Project).values(status=ProjectStatus.CANCELLED))

with Session(engine) as session:
    session.add(project)
    if project.status == ProjectStatus.DRAFT:
        project.status = ProjectStatus.ACTIVE
    session.commit()
    print(project.status)
    #!> ACTIVE
