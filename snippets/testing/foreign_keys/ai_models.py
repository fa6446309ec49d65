"""The code under test. It does not ask who uses the model."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain import AIModel


def remove_model(session: Session, name: str) -> None:
    """Delete an AI model."""
    session.execute(delete(AIModel).where(AIModel.name == name))
    session.commit()
