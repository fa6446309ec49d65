from collections.abc import Iterator
from typing import Annotated, Any

import event_loop
from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@event.listens_for(engine, "before_cursor_execute")
def report(*_: Any) -> None:
    print(
        "this statement blocks the event loop:", event_loop.is_running_here()
    )
    #> this statement blocks the event loop: False

@app.get("/projects")
def list_projects(session: SessionDep) -> list[str]:
    return list(session.scalars(select(Project.name)))

with TestClient(app) as client:
    print(client.get("/projects").json())
    #> ['project-01']
