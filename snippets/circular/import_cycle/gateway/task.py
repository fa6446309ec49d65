from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from gateway.base import Base

if TYPE_CHECKING:
    from gateway.agent import Agent


class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))
    agent: Mapped["Agent"] = relationship(back_populates="tasks")
