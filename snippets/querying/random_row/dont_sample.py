from uuid import UUID, uuid4

from sqlalchemy import func, insert, literal, select, tablesample
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
sample = tablesample(Task, func.bernoulli(10), seed=literal(7))
query = select(Task.title).select_from(sample)

with Session(engine) as session:
    titles = session.scalars(query).all()
    #! sqlalchemy.exc.SAWarning: SELECT statement has a cartesian product between FROM element(s) ... and FROM element ...  Apply join condition(s) between each element to resolve.
    print("between 50 and 150 tasks:", 50 < len(titles) < 150)
    #!> between 50 and 150 tasks: False
