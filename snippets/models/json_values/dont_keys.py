from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {"limits": {1: "low", 2: "high"}}
    session.commit()
    stored = project.project_metadata or {}
    print(stored["limits"].get(1))
    #!> None
