from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Tool


class NameTaken(Exception):
    pass


def register(session: Session, name: str) -> None:
    try:
        session.execute(insert(Tool).values(name=name))
    except IntegrityError as error:
        raise NameTaken(name) from error
