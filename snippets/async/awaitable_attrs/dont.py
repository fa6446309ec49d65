import asyncio

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import (
    AsyncAttrs,
    async_sessionmaker,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    mapped_column,
    relationship,
)

from domain import async_engine, new_engine

# page: from here
class Base(AsyncAttrs, DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    agents: Mapped[list["Agent"]] = relationship()

# page: to here
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

engine = async_engine(new_engine())
sessions = async_sessionmaker(engine, expire_on_commit=False)

async def fill() -> None:
    async with engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    async with sessions.begin() as session:
        session.add_all(Project(agents=[Agent(), Agent()]) for _ in range(5))

# page: from here
async def count_agents() -> None:
    async with sessions() as session:
        statement = select(Project).order_by(Project.id)
        for project in await session.scalars(statement):
            # page: essence
            print(len(await project.awaitable_attrs.agents))
            #> 2
            #> 2
            #> 2
            #> 2
            #> 2
        #: 6 statements

# page: to here
async def main() -> None:
    await fill()
    await count_agents()
    await engine.dispose()

asyncio.run(main())
