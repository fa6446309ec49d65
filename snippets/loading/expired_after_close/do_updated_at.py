from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

# page: from here
engine = new_database(projects=1)

def start_project(name: str) -> Project:
    with Session(engine, expire_on_commit=False) as session:
        project = session.scalars(
            select(Project).where(Project.name == name)
        ).one()
        project.status = ProjectStatus.ACTIVE
        session.commit()
        session.refresh(project)
        #: 1 statement
        return project

project = start_project("project-01")
print(project.status)
#> ACTIVE
print(project.updated_at >= project.created_at)
#> True
