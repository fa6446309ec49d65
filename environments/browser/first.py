from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload
from domain import Project, new_database

engine = new_database(projects=1, agents=1, tasks=1)
with Session(engine) as session:
    for project in session.scalars(select(Project).options(selectinload(Project.agents))):
        print(project.name)
        #> project-01
    #: 2 statements
engine.dispose()
