from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(primary_key=True)
    due: Mapped[date | None]

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(title="plan", due=date(2026, 3, 1)))
    session.add(Task(title="build", due=date(2026, 3, 2)))
    session.add(Task(title="celebrate"))
    session.commit()

# page: from here
latest = select(Task.title).order_by(Task.due.desc().nulls_last())

with Session(engine) as session:
    print(session.scalars(latest).all())
    #> ['build', 'plan', 'celebrate']
