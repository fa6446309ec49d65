from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=2)
app = FastAPI()

# page: from here
class AgentOut(BaseModel):
    name: str

class ProjectOut(BaseModel):
    name: str
    agents: list[AgentOut]

@app.get("/projects/{name}", response_model=ProjectOut)
def read_project(name: str) -> Project:
    with Session(engine) as session:
        return session.scalars(
            select(Project).where(Project.name == name)
        ).one()

with TestClient(app) as client:
    print(client.get("/projects/project-01").status_code)
    #! fastapi.exceptions.ResponseValidationError: 1 validation error:
