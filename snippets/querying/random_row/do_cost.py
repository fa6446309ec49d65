from uuid import UUID, uuid4

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from rows_read import rows_read

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    tasks = [{"title": f"task-{number}"} for number in range(999)]
    session.execute(insert(Task), tasks)
    # The highest key that uuid4() can return, so that each run finds a row.
    highest = UUID("ffffffff-ffff-4fff-bfff-ffffffffffff")
    session.add(Task(id=highest, title="the last task"))
    session.commit()

# page: from here
start = uuid4()
query = select(Task).where(Task.id >= start).order_by(Task.id).limit(1)

with Session(engine) as session:
    print("tasks found:", len(session.scalars(query).all()))
    #> tasks found: 1
    print("tasks read:", rows_read(session, query))
    #> tasks read: 1
