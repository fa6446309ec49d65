from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import UtcDateTime, new_engine

engine = new_engine(on="sqlite")

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)

Base.metadata.create_all(engine)

noon = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))

with Session(engine) as session:
    session.add(Task(due_at=noon))
    session.commit()

    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at.strftime("%H:%M %Z"))
    #> 11:00 UTC
