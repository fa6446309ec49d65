from typing import Any

from sqlalchemy import Connection, ForeignKey, event, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Mapper,
    Session,
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
    changes: Mapped[int] = mapped_column(default=0)

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship()

# page: essence
@event.listens_for(Task, "after_update")
def count_change(
    _mapper: Mapper[Any], _connection: Connection, task: Task
) -> None:
    task.project.changes += 1

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1, title="land", project=Project(id=1))
    session.add(task)
    session.commit()

    task.title = "land softly"
    session.commit()
    #! sqlalchemy.exc.SAWarning: Attribute history events accumulated on 1 previously clean instances within inner-flush event handlers have been reset, and will not result in database updates. Consider using set_committed_value() within inner-flush event handlers to avoid this warning.
    print(session.scalars(select(Project.changes)).all())
    #!> [0]
