from datetime import datetime
from typing import ClassVar

from sqlalchemy import ForeignKey, and_, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    aliased,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    latest_task: ClassVar[Mapped["Task | None"]]  # Mapped below.

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

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in ["apollo", "gemini", "luna"]:
        session.add(Project(name=name))
        session.flush()
    for day, project_id in enumerate([1, 1, 1, 2, 2], start=1):
        task = Task(title=f"day-{day}", project_id=project_id)
        task.created_at = datetime(2026, 3, day)
        session.add(task)
    session.commit()

# page: from here
# page: essence
query = select(Project).where(Project.latest_task.has(Task.title == "day-5"))

with Session(engine) as session:
    projects = session.scalars(query.order_by(Project.name)).all()
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
    print([project.name for project in projects])
    #!> ['apollo', 'gemini']
