from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, TaskStatus, new_database

engine = new_database(projects=2, tasks=1)

# page: from here
def get_session() -> Iterator[Session]:
    # page: essence
    with Session(engine) as session:
        # page: essence
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

@app.post("/projects/{name}/close")
def close_project(name: str, session: SessionDep) -> None:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    if any(task.status == TaskStatus.OPEN for task in project.tasks):
        raise HTTPException(409, "The project has open tasks")
    session.commit()

@app.post("/projects")
def create_project(name: str, session: SessionDep) -> None:
    session.add(Project(name=name))
    session.commit()

with TestClient(app) as client:
    print(client.post("/projects/project-01/close").status_code)
    #> 409
    print(client.post("/projects?name=apollo").status_code)
    #> 200

with Session(engine) as other:
    for project in other.scalars(select(Project).order_by(Project.name)):
        print(project.name, project.status)
        #> apollo DRAFT
        #> project-01 DRAFT
        #> project-02 DRAFT
