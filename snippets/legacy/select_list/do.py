from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    statement = select(Project.name, Project.status)
    print(session.execute(statement.order_by(Project.name)).all())
    #> [('project-01', <ProjectStatus.DRAFT: 'DRAFT'>), ('project-02', <ProjectStatus.DRAFT: 'DRAFT'>)]
