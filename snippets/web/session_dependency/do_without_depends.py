from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

# page: from here
SessionDep = Annotated[Session, Depends(get_session)]

# page: to here
app = FastAPI()

# page: from here
@app.get("/projects")
def list_projects(session: SessionDep) -> list[str]:
    return list(session.scalars(select(Project.name).order_by(Project.name)))

with TestClient(app) as client:
    print(client.get("/projects").json())
    #> ['project-01', 'project-02']
