from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    UOWTransaction,
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
@event.listens_for(Session, "before_flush")
def count_changes(
    session: Session, _context: UOWTransaction, _instances: object
) -> None:
    for task in session.dirty:
        if isinstance(task, Task) and session.is_modified(task):
            task.project.changes += 1

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1, title="land", project=Project(id=1))
    session.add(task)
    session.commit()

    task.title = "land softly"
    session.commit()
    print(session.scalars(select(Project.changes)).all())
    #> [1]
