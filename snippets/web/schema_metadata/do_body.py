from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
class ProjectCreate(BaseModel):
    name: str
    project_metadata: dict[str, Any] | None = Field(
        default=None, validation_alias="metadata"
    )

@app.post("/projects", status_code=201)
def create_project(body: ProjectCreate, session: SessionDep) -> None:
    session.add(Project(**body.model_dump()))
    session.commit()

with TestClient(app) as client:
    sent = {"name": "apollo", "metadata": {"budget": 100}}
    print(client.post("/projects", json=sent).status_code)
    #> 201

with Session(engine) as session:
    print(session.scalars(select(Project)).one().project_metadata)
    #> {'budget': 100}
