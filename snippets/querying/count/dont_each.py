from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, tasks=2)

with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.name)):
        print(project.name, len(project.tasks))
        #> project-01 2
        #> project-02 2
        #> project-03 2
    #: 4 statements
