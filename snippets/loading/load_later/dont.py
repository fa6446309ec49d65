from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

# page: from here
def show_sizes(session: Session, projects: Sequence[Project]) -> None:
    for project in projects:
        print(project.name, len(project.agents))
        #> project-01 2
        #> project-02 2
        #> project-03 2

with Session(engine) as session:
    projects = session.scalars(select(Project).order_by(Project.name)).all()
    show_sizes(session, projects)
    #: 3 statements
