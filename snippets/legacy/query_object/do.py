from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = select(Project).order_by(Project.name)
    projects = session.execute(statement).scalars().all()
    print([project.name for project in projects])
    #> ['project-01', 'project-02']
