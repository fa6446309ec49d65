from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import DateTime, Dialect, TypeDecorator, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

engine = new_engine(on="postgresql")

class Base(DeclarativeBase):
    pass

class UtcDateTime(TypeDecorator[datetime]):
    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"no time zone: {value}")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)

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

    session.execute(text("SET TIME ZONE 'Asia/Tokyo'"))
    due_at = session.scalars(select(Task.due_at)).one()
    print(due_at.strftime("%H:%M %Z"))
    #> 11:00 UTC
