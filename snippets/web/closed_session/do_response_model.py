from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
class AgentOut(BaseModel):
    name: str

class ProjectOut(BaseModel):
    name: str
    agents: list[AgentOut]

@app.get("/projects/{name}", response_model=ProjectOut)
def read_project(name: str, session: SessionDep) -> Project:
    return session.scalars(
        select(Project)
        .where(Project.name == name)
        .options(selectinload(Project.agents))
    ).one()

with TestClient(app) as client:
    print(client.get("/projects/project-01").status_code)
    #> 200
