from sqlalchemy import ARRAY, Integer, any_, func, insert, literal, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(insert(Task), [{"id": 7}, {"id": 8}])
    session.commit()

# page: from here
ids = list(range(70_000))

with Session(engine) as session:
    count = select(func.count(Task.id)).where(
        Task.id == any_(literal(ids, ARRAY(Integer)))
    )
    print(session.scalar(count))
    #> 2
