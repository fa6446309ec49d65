"""A helper that keeps an error to itself."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session


def save(session: Session) -> None:
    try:
        session.commit()
    except IntegrityError:
        session.rollback()
