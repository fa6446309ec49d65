from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain import Project, new_database

engine = new_database(projects=3)

first = select(Project).order_by(Project.name).limit(2).subquery()
FirstProject = aliased(Project, first)

with Session(engine) as session:
    names = select(FirstProject).order_by(FirstProject.name.desc())
    print([project.name for project in session.scalars(names)])
    #> ['project-02', 'project-01']
