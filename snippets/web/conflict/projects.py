"""The endpoints of the projects, and the session they share."""

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Depends
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)
router = APIRouter()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


@router.post("/projects", status_code=201)
def create_project(
    name: str, session: Annotated[Session, Depends(get_session)]
) -> str:
    session.add(Project(name=name))
    session.commit()
    return name
