from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    projects = session.scalars(select(Project).order_by(Project.name))
    for project in projects:
        print(project.name, len(project.agents))
        #> project-01 2
        #> project-02 2
        #> project-03 2
    #: 3 statements
