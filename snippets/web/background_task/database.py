"""The session of a request: committed when its endpoint has returned."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from domain import new_database

engine = new_database()


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session
        session.commit()
