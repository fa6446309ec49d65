from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

engine = new_database(projects=10, agents=2)

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

@app.get("/projects", response_model=list[ProjectOut])
def list_projects(session: SessionDep) -> Sequence[Project]:
    return session.scalars(
        select(Project)
        .order_by(Project.name)
        .options(selectinload(Project.agents))
    ).all()

with TestClient(app) as client:
    projects = client.get("/projects").json()
    #: 2 statements

print(len(projects), "projects, the last one with:")
#> 10 projects, the last one with:
for agent in projects[-1]["agents"]:
    print(agent["name"])
    #> project-10 agent-1
    #> project-10 agent-2
