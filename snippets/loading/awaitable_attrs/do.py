import asyncio

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncAttrs, AsyncSession
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine
from domain_database import async_engine

sync_engine = new_engine()

# page: from here
class Base(AsyncAttrs, DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(primary_key=True)
    agents: Mapped[list["Agent"]] = relationship()

# page: to here
class Agent(Base):
    __tablename__ = "agent"

    name: Mapped[str] = mapped_column(primary_key=True)
    project_name: Mapped[str] = mapped_column(ForeignKey("project.name"))

Base.metadata.create_all(sync_engine)

with Session(sync_engine) as sync_session:
    sync_session.add(Project(name="apollo", agents=[Agent(name="scout")]))
    sync_session.commit()

engine = async_engine(sync_engine)

# page: from here
async def show_agents() -> None:
    async with AsyncSession(engine) as session:
        project = (await session.scalars(select(Project))).one()
        agents = await project.awaitable_attrs.agents
        print([agent.name for agent in agents])
        #> ['scout']

# page: to here
async def main() -> None:
    try:
        await show_agents()
    finally:
        await engine.dispose()

asyncio.run(main())
