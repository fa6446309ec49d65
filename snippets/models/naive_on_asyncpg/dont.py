import asyncio
from datetime import UTC, datetime

from sqlalchemy import DateTime, select, text
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine
from domain_database import async_engine

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime] = mapped_column(DateTime)

# page: to here
plain_engine = new_engine(on="postgresql")
Base.metadata.create_all(plain_engine)
engine = async_engine(plain_engine)

# page: from here
async def main() -> None:
    async with AsyncSession(engine) as session:
        session.add(Task(due_at=datetime(2026, 3, 1, 12, tzinfo=UTC)))
        await session.commit()
        #! sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) ...invalid input for query argument $1: datetime.datetime(2026, 3, 1, 12, 0, tzi... (can't subtract offset-naive and offset-aware datetimes)
        await session.execute(text("SET TIME ZONE 'Asia/Tokyo'"))
        print(await session.scalar(select(Task.due_at)))
    await engine.dispose()

asyncio.run(main())
