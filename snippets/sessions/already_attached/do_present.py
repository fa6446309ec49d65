from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    edited = session.scalars(select(Project).order_by(Project.name)).all()[0]
edited.name = "apollo"

with Session(engine) as session:
    projects = session.scalars(select(Project).order_by(Project.name)).all()
    session.get_one(Project, edited.id).name = edited.name
    session.commit()
    print([project.name for project in projects])
    #> ['apollo', 'project-02']
