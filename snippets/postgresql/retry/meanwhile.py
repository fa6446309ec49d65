"""Another transaction, which changes the project once."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain import Project

changes = [{"owner": "ada"}]


def change_project(session: Session) -> None:
    """In another transaction, the first time that it is called."""
    if changes:
        with Session(session.get_bind()) as other, other.begin():
            values = {"project_metadata": changes.pop()}
            other.execute(update(Project).values(values))
