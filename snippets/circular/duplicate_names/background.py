from board import Base
from sqlalchemy.orm import Mapped, mapped_column


class Task(Base):
    __tablename__ = "background_task"

    id: Mapped[int] = mapped_column(primary_key=True)
    command: Mapped[str]
