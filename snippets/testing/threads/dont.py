from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project
from testing._suite import run_tests

# page: from here
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

app = FastAPI()

@app.get("/projects")
def list_projects() -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Project.name)))
        #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: project

def test_lists_no_projects() -> None:
    response = TestClient(app).get("/projects")
    assert response.json() == []

run_tests()
#!> test_lists_no_projects failed: OperationalError
