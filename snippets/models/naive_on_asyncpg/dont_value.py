import asyncio
import os
import time
from datetime import datetime

from sqlalchemy import DateTime, select
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
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

# page: to here
plain_engine = new_engine(on="postgresql")
Base.metadata.create_all(plain_engine)
engine = async_engine(plain_engine)

# page: from here
os.environ["TZ"] = "Asia/Tokyo"  # as if this ran on a laptop in Tokyo
time.tzset()

async def main() -> None:
    async with AsyncSession(engine) as session:
        session.add(Task(due_at=datetime(2026, 3, 1, 12)))
        await session.commit()
        print(await session.scalar(select(Task.due_at)))
        #!> 2026-03-01 03:00:00+00:00
    await engine.dispose()

asyncio.run(main())
