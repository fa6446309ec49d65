import asyncio
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import async_sessionmaker
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import async_engine, new_engine

engine = async_engine(new_engine(on="postgresql"))
sessions = async_sessionmaker(engine, expire_on_commit=False)

# page: from here
class Base(DeclarativeBase):
    pass

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]

# page: to here
async def create_tables() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)

# page: from here
async def main() -> None:
    await create_tables()
    async with sessions() as session:
        session.add(Task(due_at=datetime(2026, 3, 1, 9, tzinfo=UTC)))
        await session.commit()
        #! [sqlalchemy>=2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) invalid input for query argument $1: datetime.datetime(2026, 3, 1, 9, 0, tzin... (can't subtract offset-naive and offset-aware datetimes)
        #! [sqlalchemy<2.1] sqlalchemy.exc.DBAPIError: (sqlalchemy.dialects.postgresql.asyncpg.Error) <class 'asyncpg.exceptions.DataError'>: invalid input for query argument $1: datetime.datetime(2026, 3, 1, 9, 0, tzin... (can't subtract offset-naive and offset-aware datetimes)
        print(await session.scalar(select(Task.due_at)))

    # page: to here
    await engine.dispose()

asyncio.run(main())
