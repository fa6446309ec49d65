from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime]

Base.metadata.create_all(engine)

# page: from here
nine = datetime(2025, 3, 1, 9)
newest = (
    select(Task.id).order_by(Task.created_at.desc(), Task.id.desc()).limit(20)
)

with Session(engine) as session:
    session.execute(insert(Task), [{"created_at": nine}] * 200)
    session.commit()

    seen: set[int] = set()
    for offset in range(0, 200, 20):
        seen.update(session.scalars(newest.offset(offset)))
    print(len(seen), "of 200 tasks")
    #> 200 of 200 tasks
