"""The code under test: a database error becomes an error of the project's own."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project


class NameTaken(Exception):
    """There is a project of this name already."""


def create_project(session: Session, name: str) -> None:
    """Save a new project."""
    session.add(Project(name=name))
    try:
        session.commit()
    except IntegrityError as error:
        session.rollback()
        raise NameTaken(name) from error
