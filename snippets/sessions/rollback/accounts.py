"""A helper as many projects have one: it turns a database error into an answer."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import User


def register(session: Session, email: str) -> bool:
    """Add a user. False when the address is taken."""
    session.add(User(email=email))
    try:
        session.flush()
    except IntegrityError:
        return False
    return True
