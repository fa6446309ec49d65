from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

app = FastAPI()

# page: from here
class ProjectUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    status: ProjectStatus = ProjectStatus.DRAFT

@app.patch("/projects/{name}")
def update_project(name: str, body: ProjectUpdate) -> None:
    with Session(engine) as session:
        project = session.scalars(
            select(Project).where(Project.name == name)
        ).one()
        for field, value in body.model_dump(exclude_unset=True).items():
            setattr(project, field, value)
        session.commit()

with TestClient(app) as client:
    sent = {"satus": "ACTIVE"}
    print(client.patch("/projects/project-01", json=sent).status_code)
    #> 422
