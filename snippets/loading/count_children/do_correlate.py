from sqlalchemy import ForeignKey, func, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    column_property,
    joinedload,
    mapped_column,
    relationship,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped["Project"] = relationship()

class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

    # page: essence
    task_count: Mapped[int] = column_property(
        select(func.count(Task.id))
        .where(Task.project_id == id)
        .correlate_except(Task)
        .scalar_subquery()
    )

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Task(project=Project(name="apollo")))
    session.commit()

# page: from here
with Session(engine) as session:
    statement = select(Task).options(joinedload(Task.project))
    task = session.scalars(statement).one()
    print(task.project.name, task.project.task_count)
    #> apollo 1
