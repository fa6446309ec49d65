from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = select(Project.name, Project.status).order_by(Project.name)

with Session(engine) as session:
    print(session.execute(statement).all())
    #> [('project-01', <ProjectStatus.DRAFT: 'DRAFT'>), ('project-02', <ProjectStatus.DRAFT: 'DRAFT'>)]
