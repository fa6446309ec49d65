from sqlalchemy import ForeignKey, select
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
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Task.title",
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
    project.tasks.add(Task(title="deploy"))
    session.flush()
    for task in project.tasks:
        print(task.title)
    #! TypeError: WriteOnly collections don't support iteration in-place; to query for collection items, use the select() method to produce a SQL statement and execute it with session.scalars().
