from sqlalchemy.orm import Mapped, mapped_column

from gateway.base import Base

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
