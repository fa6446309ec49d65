from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
class AgentCreate(BaseModel):
    model_config = ConfigDict(extra="allow")

    name: str

@app.post("/projects/{project}/agents")
def create_agent(project: str, body: AgentCreate, session: SessionDep) -> None:
    parent = session.scalars(
        select(Project).where(Project.name == project)
    ).one()
    parent.agents.append(Agent(**body.model_dump()))
    session.commit()

with TestClient(app) as client:
    body = {"name": "scout", "role": "LEAD"}
    response = client.post("/projects/project-01/agents", json=body)
    print(response.status_code)
    #> 200

with Session(engine) as session:
    agent = session.scalars(select(Agent)).one()
    print(agent.name, agent.role)
    #!> scout LEAD
