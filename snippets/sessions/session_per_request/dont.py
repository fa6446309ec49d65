from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)
session = Session(engine)

def close_project(name: str, confirmed: bool) -> str:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    if not confirmed:
        return "ask the owner first"
    session.commit()
    return "closed"

print(close_project("project-01", confirmed=False))
#> ask the owner first
print(close_project("project-02", confirmed=True))
#> closed

with Session(engine) as other:
    for project in other.scalars(select(Project).order_by(Project.name)):
        print(project.name, project.status)
        #!> project-01 CLOSED
        #> project-02 CLOSED
