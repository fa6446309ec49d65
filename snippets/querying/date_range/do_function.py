from datetime import datetime, timedelta

from sqlalchemy import create_engine, select
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
day = datetime(2026, 3, 31)

with Session(engine) as session:
    that_day = select(Task.id).where(
        Task.created_at >= day, Task.created_at < day + timedelta(days=1)
    )
    print(plan(session, that_day))
    #> SEARCH task USING COVERING INDEX ix_task_created_at (created_at>? AND created_at<?)
