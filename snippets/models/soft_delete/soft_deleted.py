"""Projects and tasks whose deleted rows stay in their tables, as in do.py."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    pass


class SoftDelete:
    deleted_at: Mapped[datetime | None] = mapped_column(default=None)


class Project(SoftDelete, Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: Mapped[list["Task"]] = relationship(order_by="Task.title")


class Task(SoftDelete, Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
