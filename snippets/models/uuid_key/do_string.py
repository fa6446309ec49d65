from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database(projects=1)

with Session(engine) as session:
    path = f"/projects/{session.scalar(select(Project.id))}"

with Session(engine) as session:
    key = UUID(path.removeprefix("/projects/"))
    print(session.get_one(Project, key).name)
    #> project-01
