from typing import Annotated

from database import engine, get_session
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project

# page: from here
SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

@app.post("/projects", status_code=201)
def create_project(name: str, session: SessionDep) -> str:
    session.add(Project(name=name))
    return name

with TestClient(app, raise_server_exceptions=False) as client:
    print(client.post("/projects?name=apollo").status_code)
    #> 201
    print(client.post("/projects?name=apollo").status_code)
    #!> 201
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_project_name"

with Session(engine) as session:
    print(session.scalar(select(func.count(Project.id))), "in the database")
    #> 1 in the database
