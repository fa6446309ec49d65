from sqlalchemy.orm import Mapped, mapped_column, relationship

from gateway_cycle.base import Base
from gateway_cycle.task import Task


class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    tasks: Mapped[list[Task]] = relationship(back_populates="agent")
