from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Project(name="apollo", project_metadata={"budget": 100}))
    session.commit()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
class ProjectUpdate(BaseModel):
    status: ProjectStatus = ProjectStatus.DRAFT
    project_metadata: dict[str, Any] | None = None

@app.patch("/projects/{name}")
def update_project(
    name: str, body: ProjectUpdate, session: SessionDep
) -> None:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    for field, value in body.model_dump(exclude_none=True).items():
        setattr(project, field, value)
    session.commit()

with TestClient(app) as client:
    client.patch("/projects/apollo", json={"project_metadata": None})

cleared = select(Project.name).where(Project.project_metadata.is_(None))

with Session(engine) as session:
    print(session.scalars(cleared).all())
    #!> []
