import random

from sqlalchemy import func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add_all([Task(id=number) for number in range(101, 201)])
    session.commit()

    count = session.scalar(select(func.count(Task.id))) or 0
    task = session.get(Task, random.randint(1, count))
    print("a task:", isinstance(task, Task))
    #!> a task: False
