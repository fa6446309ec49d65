from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, TypeDecorator, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class UtcDateTime(TypeDecorator[datetime]):
    impl = DateTime
    # page: essence
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        return value and value.astimezone(UTC).replace(tzinfo=None)

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(due_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
    session.commit()

    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at)
    #> 2026-03-01 12:00:00
