"""Another request that needs the same tool at the same time."""

from sqlalchemy.orm import Session

from domain import Tool


def create_elsewhere(session: Session, name: str) -> None:
    """Create the tool in a transaction of its own."""
    with Session(session.get_bind()) as other, other.begin():
        other.add(Tool(name=name))
