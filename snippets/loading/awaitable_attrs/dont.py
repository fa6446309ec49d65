import asyncio

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
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
class Base(DeclarativeBase):
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
        agents = project.agents
        #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy<2.1, sqlite] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
        print([agent.name for agent in agents])

# page: to here
async def main() -> None:
    try:
        await show_agents()
    finally:
        await engine.dispose()

asyncio.run(main())
