from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

def activate(project: Project) -> None:
    # page: essence
    project.status = ProjectStatus.ACTIVE

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    # page: essence
    activate(project)
    session.commit()
    print(project.status)
    #> ACTIVE
