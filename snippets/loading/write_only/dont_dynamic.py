import asyncio

from sqlalchemy import ForeignKey, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import (
    DeclarativeBase,
    DynamicMapped,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain import new_engine
from domain_database import async_engine

sync_engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: DynamicMapped["Task"] = relationship(
        cascade="all, delete-orphan", passive_deletes=True
    )

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE")
    )

# page: to here
Base.metadata.create_all(sync_engine)

with Session(sync_engine) as sync_session:
    project = Project()
    project.tasks.add_all([Task(title="build"), Task(title="test")])
    sync_session.add(project)
    sync_session.commit()

engine = async_engine(sync_engine)

# page: from here
async def show_builds() -> None:
    async with AsyncSession(engine) as session:
        project = (await session.scalars(select(Project))).one()
        builds = project.tasks.filter_by(title="build")
        print([task.title for task in builds])
        #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy>=2.1, postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
        #! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?

# page: to here
async def main() -> None:
    try:
        await show_builds()
    finally:
        await engine.dispose()

asyncio.run(main())
