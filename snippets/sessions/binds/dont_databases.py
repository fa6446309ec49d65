from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

class ArchiveBase(DeclarativeBase):
    pass

class Project(Base):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(primary_key=True)

class OldProject(ArchiveBase):
    __tablename__ = "old_project"

    name: Mapped[str] = mapped_column(primary_key=True)

engine, archive = new_engine(), new_engine()
Base.metadata.create_all(engine)
ArchiveBase.metadata.create_all(archive)

# page: from here
with Session(binds={Project: engine}) as session, session.begin():
    session.add(Project(name="apollo"))
    session.add(OldProject(name="mercury"))
#! sqlalchemy.exc.UnboundExecutionError: Could not locate a bind configured on mapper Mapper[OldProject(old_project)], SQL expression or this Session.

with Session(archive) as session:
    print(session.scalars(select(OldProject.name)).all())
