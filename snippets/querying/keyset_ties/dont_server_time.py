from datetime import datetime

from sqlalchemy import DateTime, create_engine, func, insert, select, tuple_
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.now()
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    titles = [{"title": f"task-{number}"} for number in range(1, 5)]
    session.execute(insert(Task).values(titles))
    session.commit()

# page: from here
newest = select(Task).order_by(Task.created_at.desc(), Task.id.desc()).limit(2)

with Session(engine) as session:
    first = session.scalars(newest).all()
    last = first[-1]
    older = newest.where(
        tuple_(Task.created_at, Task.id) < (last.created_at, last.id)
    )
    print("page 1:", [task.title for task in first])
    #> page 1: ['task-4', 'task-3']
    print("page 2:", [task.title for task in session.scalars(older)])
    #!> page 2: ['task-4', 'task-3']
