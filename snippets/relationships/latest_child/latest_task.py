"""Projects with their latest task as a relationship, as do.py maps it."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Engine, ForeignKey, and_, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    mapped_column,
    relationship,
)

from domain import new_engine


class Base(DeclarativeBase):
    pass


class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    latest_task: ClassVar[Mapped["Task | None"]]


class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    created_at: Mapped[datetime]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))


newest = func.row_number().over(
    partition_by=Task.project_id,
    order_by=(Task.created_at.desc(), Task.id.desc()),
)
ranked = select(Task, newest.label("position")).subquery()
LatestTask = aliased(Task, ranked)

Project.__mapper__.add_property(
    "latest_task",
    relationship(
        LatestTask,
        primaryjoin=and_(
            Project.id == LatestTask.project_id, ranked.c.position == 1
        ),
        uselist=False,
        viewonly=True,
    ),
)


def new_tasks() -> Engine:
    """An engine for a database with two projects and their tasks."""
    engine = new_engine()
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Project(name="apollo"), Project(name="gemini")])
        session.flush()
        for day, project_id in enumerate([1, 1, 1, 2, 2], start=1):
            created_at = datetime(2026, 3, day)
            task = Task(title=f"day-{day}", created_at=created_at)
            task.project_id = project_id
            session.add(task)
        session.commit()
    return engine
