from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from gateway.base import Base

if TYPE_CHECKING:
    from gateway.agent import Agent


class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    agents: Mapped[list["Agent"]] = relationship(
        secondary="agent_tool", back_populates="tools"
    )
