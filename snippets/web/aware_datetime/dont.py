from datetime import datetime

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

app = FastAPI()

# page: from here
@app.get("/projects/count")
def count_projects(created_after: datetime) -> int:
    newer = select(func.count()).where(Project.created_at > created_after)
    with Session(engine) as session:
        return session.scalars(newer).one()
        #! sqlalchemy.exc.StatementError: (builtins.ValueError) no time zone: 2026-03-01 12:00:00

with TestClient(app, raise_server_exceptions=False) as client:
    query = {"created_after": "2026-03-01T12:00:00"}
    print(client.get("/projects/count", params=query).status_code)
    #!> 500
