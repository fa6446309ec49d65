from datetime import datetime, timedelta

from sqlalchemy import Index, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from rows_read import rows_read

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int]
    created_at: Mapped[datetime]

Index("ix_task_latest", Task.project_id, Task.created_at, Task.id)

# page: to here
Base.metadata.create_all(engine)

nine = datetime(2026, 3, 1, 9)
tasks = [
    {"project_id": project, "created_at": nine + timedelta(minutes=minute)}
    for project in (1, 2)
    for minute in range(1_000)
]

with Session(engine) as session:
    session.execute(insert(Project), [{"id": 1}, {"id": 2}])
    session.execute(insert(Task), tasks)
    session.commit()

# page: from here
newest = func.row_number().over(
    partition_by=Task.project_id,
    order_by=(Task.created_at.desc(), Task.id.desc()),
)
ranked = select(Task.id, newest.label("position")).subquery()
latest = select(ranked.c.id).where(ranked.c.position == 1)

with Session(engine) as session:
    print(sorted(session.scalars(latest)))
    #> [1000, 2000]
    print("tasks read:", rows_read(session, latest))
    #!> tasks read: 2000
