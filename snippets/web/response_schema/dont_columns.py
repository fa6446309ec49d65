from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@app.get("/projects/{name}", response_model=None)
def read_project(name: str, session: SessionDep) -> Project:
    return session.scalars(select(Project).where(Project.name == name)).one()

with TestClient(app) as client:
    print(sorted(client.get("/projects/project-01").json()))
    #!> ['created_at', 'id', 'name', 'project_metadata', 'status', 'updated_at']
