from typing import Annotated
from uuid import UUID

from database import get_session
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import Session

from domain import Project

# page: from here
SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

class ProjectOut(BaseModel):
    id: UUID
    name: str

@app.post("/projects", response_model=ProjectOut, status_code=201)
def create_project(name: str, session: SessionDep) -> Project:
    project = Project(name=name)
    session.add(project)
    session.flush()
    return project

with TestClient(app) as client:
    response = client.post("/projects?name=apollo")
    print(response.status_code, sorted(response.json()))
    #> 201 ['id', 'name']
