from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = select(Project.name, Project.status).order_by(Project.name)

with Session(engine) as session:
    rows = session.execute(statement).mappings()
    print([dict(row) for row in rows])
    #> [{'name': 'project-01', 'status': <ProjectStatus.DRAFT: 'DRAFT'>}, {'name': 'project-02', 'status': <ProjectStatus.DRAFT: 'DRAFT'>}]
