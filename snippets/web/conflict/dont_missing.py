from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@app.get("/projects/{name}")
def read_status(name: str, session: SessionDep) -> str:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    #! sqlalchemy.exc.NoResultFound: No row was found when one was required
    return project.status

with TestClient(app, raise_server_exceptions=False) as client:
    print(client.get("/projects/project-01").json())
    #> DRAFT
    print(client.get("/projects/apollo").status_code)
    #!> 500
