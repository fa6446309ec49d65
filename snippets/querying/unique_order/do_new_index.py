from datetime import datetime

from sqlalchemy import Index, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    created_at: Mapped[datetime]

Base.metadata.create_all(engine)

with Session(engine) as session:
    nine = datetime(2025, 3, 1, 9)
    for number in range(1, 7):
        session.add(Task(title=f"task-{number}", created_at=nine))
    session.commit()

# page: from here
oldest = select(Task.title).order_by(Task.created_at, Task.id).limit(3)

with Session(engine) as session:
    first = session.scalars(oldest).all()
    print("page 1:", first)
    #> page 1: ['task-1', 'task-2', 'task-3']

Index("ix_task_list", Task.created_at, Task.title.desc()).create(engine)

with Session(engine) as session:
    second = session.scalars(oldest.offset(3)).all()
    print("page 2:", second)
    #> page 2: ['task-4', 'task-5', 'task-6']
