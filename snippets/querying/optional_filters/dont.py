from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)

# page: from here
def search(
    name: str | None = None, status: ProjectStatus | None = None
) -> Select[Any]:
    return (
        select(Project.name)
        .where(Project.name == name, Project.status == status)
        .order_by(Project.name)
    )

with Session(engine) as session:
    print(session.scalars(search(name="project-01")).all())
    #!> []
    print(session.scalars(search()).all())
    #!> []
