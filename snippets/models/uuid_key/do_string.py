from uuid import UUID

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project

# page: from here
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    path = f"/projects/{session.scalar(select(Project.id))}"

with Session(engine) as session:
    key = UUID(path.removeprefix("/projects/"))
    print(session.get_one(Project, key).name)
    #> apollo
