from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    WriteOnlyMapped,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    tasks: WriteOnlyMapped["Task"] = relationship(
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
Base.metadata.create_all(engine)

with Session(engine) as session:
    project = Project()
    project.tasks.add_all([Task(title="build"), Task(title="test")])
    session.add(project)
    session.commit()

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    session.delete(project)
    session.commit()
    print("tasks left:", session.scalar(select(func.count(Task.id))))
    #> tasks left: 0
