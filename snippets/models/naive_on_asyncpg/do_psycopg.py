from datetime import UTC, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import UtcDateTime, new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.execute(text("SET TIME ZONE 'Asia/Tokyo'"))
    session.add(Task(due_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    session.commit()
    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at.strftime("%H:%M"))
    #> 12:00
