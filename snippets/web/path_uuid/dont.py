from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    key = session.scalars(select(Project.id)).one()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@app.get("/projects/{project_id}")
def read_project(project_id: str, session: SessionDep) -> str:
    project = session.get(Project, project_id)
    #! [sqlite] sqlalchemy.exc.StatementError: (builtins.AttributeError) 'str' object has no attribute 'hex'
    if project is None:
        raise HTTPException(404, "Project not found")
    return project.name

with TestClient(app) as client:
    print(client.get(f"/projects/{key}").json())
    #> [postgresql] project-01
