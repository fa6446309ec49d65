from datetime import date, datetime

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from querying._plan import plan

engine = create_engine("sqlite://")

class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(index=True)

Base.metadata.create_all(engine)

# page: from here
day = date(2026, 3, 31)

with Session(engine) as session:
    that_day = select(Task.id).where(func.date(Task.created_at) == day)
    print(plan(session, that_day))
    #!> SCAN task
