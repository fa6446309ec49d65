from typing import Annotated

from database import engine, get_session
from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, TaskStatus, add_projects

add_projects(engine, projects=1, tasks=1)

# page: from here
SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

@app.post("/projects/{name}/close", status_code=204, response_model=None)
def close_project(name: str, session: SessionDep) -> JSONResponse | None:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    if any(task.status == TaskStatus.OPEN for task in project.tasks):
        return JSONResponse({"detail": "The project has open tasks"}, 409)
    return None

with TestClient(app) as client:
    print(client.post("/projects/project-01/close").status_code)
    #> 409

with Session(engine) as session:
    print(session.scalars(select(Project.status)).one())
    #!> CLOSED
