from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base


class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
