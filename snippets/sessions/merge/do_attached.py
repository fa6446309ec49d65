from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.status = ProjectStatus.ACTIVE
    session.commit()
    print(project.status)
    #> ACTIVE
