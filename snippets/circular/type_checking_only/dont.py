from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# page: essence
if TYPE_CHECKING:
    from datetime import date

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due: Mapped[date]

#! sqlalchemy.orm.exc.MappedAnnotationError: Could not resolve all types within mapped annotation: "Mapped[date]".  Ensure all types are written correctly and are imported within the module in use.

print(repr(Task.__table__.c.due.type))
