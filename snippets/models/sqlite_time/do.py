from datetime import datetime

from sqlalchemy import DateTime, func, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    created_at: Mapped[datetime] = mapped_column(
        DateTime().with_variant(
            sqlite.DATETIME(truncate_microseconds=True), "sqlite"
        ),
        server_default=func.now(),
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1)
    session.add(task)
    session.commit()

    same = select(Task.id).where(Task.created_at == task.created_at)
    print(session.scalars(same).all())
    #> [1]
