from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session, sessionmaker

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)
session = scoped_session(sessionmaker(engine))

def close_project(name: str, confirmed: bool) -> str:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    if not confirmed:
        return "ask the owner first"
    session.commit()
    return "closed"

def handle_request(name: str, confirmed: bool) -> None:
    print(close_project(name, confirmed))
    #> ask the owner first
    #> closed

handle_request("project-01", confirmed=False)
handle_request("project-02", confirmed=True)

with Session(engine) as other:
    for project in other.scalars(select(Project).order_by(Project.name)):
        print(project.name, project.status)
        #!> project-01 CLOSED
        #> project-02 CLOSED
