from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)

# page: from here
def search(
    name: str | None = None, status: ProjectStatus | None = None
) -> Select[Any]:
    statement = select(Project.name).order_by(Project.name)
    if name is not None:
        statement = statement.where(Project.name == name)
    if status is not None:
        statement = statement.where(Project.status == status)
    return statement

with Session(engine) as session:
    print(session.scalars(search(name="project-01")).all())
    #> ['project-01']
    print(session.scalars(search()).all())
    #> ['project-01', 'project-02']
