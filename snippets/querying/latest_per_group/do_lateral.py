from datetime import datetime, timedelta

from sqlalchemy import Index, insert, select, true
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
newest = (
    select(Task.id)
    .where(Task.project_id == Project.id)
    .order_by(Task.created_at.desc(), Task.id.desc())
    .limit(1)
    .lateral()
)
latest = select(newest.c.id).select_from(Project).join(newest, true())

with Session(engine) as session:
    print(sorted(session.scalars(latest)))
    #> [1000, 2000]
    print("tasks read:", rows_read(session, latest))
    #> tasks read: 2
