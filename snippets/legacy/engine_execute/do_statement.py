from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

names = select(Project.name).order_by(Project.name)

with Session(engine) as session:
    print(session.execute(names).scalars().all())
    #> ['project-01', 'project-02']
