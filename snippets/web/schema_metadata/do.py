from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

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
class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    metadata: dict[str, Any] | None = Field(
        validation_alias="project_metadata"
    )

@app.get("/projects/{name}")
def read_project(name: str, session: SessionDep) -> ProjectOut:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    return ProjectOut.model_validate(project)

with TestClient(app) as client:
    print(client.get("/projects/apollo").json())
    #> {'name': 'apollo', 'metadata': {'budget': 100}}
