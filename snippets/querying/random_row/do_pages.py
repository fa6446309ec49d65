from uuid import UUID, uuid4

from sqlalchemy import String, cast, func, insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    title: Mapped[str]

Base.metadata.create_all(engine)

with Session(engine) as session:
    tasks = [{"title": f"task-{number}"} for number in range(1_000)]
    session.execute(insert(Task), tasks)
    session.commit()

# page: from here
seed = "visitor-7"
shuffled = func.md5(cast(Task.id, String).concat(seed))
query = select(Task.title).order_by(shuffled, Task.id)

with Session(engine) as session:
    first = session.scalars(query.limit(500)).all()
    second = session.scalars(query.limit(500).offset(500)).all()
    print("every task once:", len({*first, *second}) == 1_000)
    #> every task once: True
