from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    # page: essence
    projects = session.scalars(select(Project).order_by(Project.name)).all()

for project in projects:
    print(project.name)
    #> project-01
    #> project-02
