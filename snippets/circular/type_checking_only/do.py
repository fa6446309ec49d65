from __future__ import annotations

# page: essence
from datetime import date

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[date]

print(repr(Task.__table__.c.due.type))
#> Date()
