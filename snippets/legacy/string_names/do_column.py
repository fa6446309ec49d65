from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    names = select(Project.name).order_by(Project.name)
    print(session.scalars(names).all())
    #> ['project-01', 'project-02']
