"""The service layer: a database error becomes an error of the project's own."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User


class AddressTaken(Exception):
    """Somebody has this address already."""


def register(session: Session, email: str) -> None:
    """Add a user."""
    session.add(User(email=email))
    try:
        session.flush()
    except IntegrityError as error:
        raise AddressTaken(email) from error
