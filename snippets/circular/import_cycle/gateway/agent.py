from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from gateway.base import Base

if TYPE_CHECKING:
    from gateway.task import Task


class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    tasks: Mapped[list["Task"]] = relationship(back_populates="agent")
