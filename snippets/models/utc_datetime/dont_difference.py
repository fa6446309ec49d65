from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    due_at: Mapped[datetime]

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(due_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    session.commit()

    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at - datetime(2026, 3, 1, 10, tzinfo=UTC))
    #! TypeError: can't subtract offset-naive and offset-aware datetimes
