from collections.abc import Iterator
from typing import Annotated, Any

import event_loop
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@event.listens_for(engine, "before_cursor_execute")
def report(*_: Any) -> None:
    print(
        "this statement blocks the event loop:", event_loop.is_running_here()
    )
    #> this statement blocks the event loop: False
    #!> this statement blocks the event loop: True

class AgentOut(BaseModel):
    name: str

class ProjectOut(BaseModel):
    name: str
    agents: list[AgentOut]

def get_project(session: SessionDep) -> Project:
    return session.scalars(select(Project)).one()

ProjectDep = Annotated[Project, Depends(get_project)]

@app.get("/project", response_model=ProjectOut)
async def read_project(project: ProjectDep) -> Project:
    return project

with TestClient(app) as client:
    print(client.get("/project").json())
    #> {'name': 'project-01', 'agents': [{'name': 'project-01 agent-1'}]}
