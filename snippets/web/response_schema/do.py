from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
class ProjectOut(BaseModel):
    name: str
    status: str

# page: essence
@app.post("/projects", response_model=ProjectOut)
def create_project(name: str, session: SessionDep) -> Project:
    project = Project(name=name)
    session.add(project)
    session.commit()
    return project

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").json())
    #> {'name': 'apollo', 'status': 'DRAFT'}
