from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import AwareDatetime
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

app = FastAPI()

# page: from here
@app.get("/projects/count")
def count_projects(created_after: AwareDatetime) -> int:
    newer = select(func.count()).where(Project.created_at > created_after)
    with Session(engine) as session:
        return session.scalars(newer).one()

with TestClient(app) as client:
    query = {"created_after": "2026-03-01T12:00:00"}
    print(client.get("/projects/count", params=query).status_code)
    #> 422
