from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from domain import Base, Project
from testing._suite import run_tests

# page: from here
engine = create_engine(
    "sqlite://",
    connect_args={"check_same_thread": False},
    poolclass=StaticPool,
)
Base.metadata.create_all(engine)

app = FastAPI()

@app.get("/projects")
def list_projects() -> list[str]:
    with Session(engine) as session:
        return list(session.scalars(select(Project.name)))

def test_lists_no_projects() -> None:
    response = TestClient(app).get("/projects")
    assert response.json() == []

run_tests()
#> test_lists_no_projects passed
