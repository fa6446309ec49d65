"""The application under test, with the session of a request."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.orm import Session

from domain import Project
from testing._database import new_test_database

engine = new_test_database()
app = FastAPI()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]


@app.post("/projects", status_code=201)
def create_project(name: str, session: SessionDep) -> None:
    session.add(Project(name=name))
    session.commit()


@app.post("/drafts", status_code=201)
def create_draft(name: str, session: SessionDep) -> None:
    session.add(Project(name=name))  # The bug: it never commits.
