from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()

app = FastAPI()

# page: from here
class ProjectUpdate(BaseModel):
    name: str | None = None
    status: ProjectStatus | None = None

@app.patch("/projects/{name}")
def update_project(name: str, body: ProjectUpdate) -> None:
    with Session(engine) as session:
        project = session.scalars(
            select(Project).where(Project.name == name)
        ).one()
        for field, value in body.model_dump(exclude_unset=True).items():
            setattr(project, field, value)
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) NOT NULL constraint failed: project.status
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.NotNullViolation) null value in column "status" of relation "project" violates not-null constraint

with TestClient(app, raise_server_exceptions=False) as client:
    print(client.patch("/projects/apollo", json={"status": None}).status_code)
    #!> 500
