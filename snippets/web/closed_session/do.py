from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)
app = FastAPI()

# page: from here
class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

@app.get("/projects/{name}")
def read_project(name: str) -> ProjectOut:
    statement = (
        select(Project)
        .where(Project.name == name)
        .options(selectinload(Project.agents))
    )
    # page: essence
    with Session(engine) as session:
        project = session.scalars(statement).one()
        # page: essence
        return ProjectOut.model_validate(project)

with TestClient(app) as client:
    print(client.get("/projects/project-01").json())
    #> {'name': 'project-01', 'agents': [{'name': 'project-01 agent-1'}, {'name': 'project-01 agent-2'}]}
