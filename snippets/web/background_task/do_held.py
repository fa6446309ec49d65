from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

class ProjectOut(BaseModel):
    name: str

def send_mail() -> None:
    print(engine.pool.status())
    #> Pool size: 5  Connections in pool: 1 Current Overflow: -4 Current Checked out connections: 0

@app.post("/projects", response_model=ProjectOut)
def create_project(
    name: str, session: SessionDep, tasks: BackgroundTasks
) -> Project:
    project = Project(name=name)
    session.add(project)
    session.commit()
    tasks.add_task(send_mail)
    return project

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").json())
    #> {'name': 'apollo'}
