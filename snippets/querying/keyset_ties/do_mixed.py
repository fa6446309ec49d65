from sqlalchemy import and_, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    priority: Mapped[int]
    title: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    for priority, title in (2, "b"), (2, "d"), (1, "a"), (1, "c"):
        session.add(Task(priority=priority, title=title))
    session.commit()

# page: from here
urgent = select(Task).order_by(Task.priority.desc(), Task.title)

with Session(engine) as session:
    first = session.scalars(urgent.limit(1)).all()
    last = first[-1]
    following = urgent.where(
        Task.priority <= last.priority,
        or_(
            Task.priority < last.priority,
            and_(Task.priority == last.priority, Task.title > last.title),
        ),
    )
    print("page 1:", [task.title for task in first])
    #> page 1: ['b']
    print("page 2:", [task.title for task in session.scalars(following)])
    #> page 2: ['d', 'a', 'c']
