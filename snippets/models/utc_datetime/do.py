from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect, TypeDecorator, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine()

# page: from here
class UtcDateTime(TypeDecorator[datetime]):
    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"no time zone: {value}")
        return value and value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)  # SQLite keeps no zone.
        return value and value.astimezone(UTC)

class Base(DeclarativeBase):
    # page: essence
    type_annotation_map = {datetime: UtcDateTime}

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]

Base.metadata.create_all(engine)

noon = datetime(2026, 3, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))

with Session(engine) as session:
    session.add(Task(due_at=noon))
    session.commit()

    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at <= noon)
    #> True
