from typing import Any

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Mapper,
    Session,
    mapped_column,
    object_session,
)

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]

class AuditEntry(Base):
    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    task_id: Mapped[int]

# page: essence
@event.listens_for(Task, "after_update")
def log_change(
    _mapper: Mapper[Any], _connection: Connection, task: Task
) -> None:
    session = object_session(task)
    assert session
    session.add(AuditEntry(task_id=task.id))
    #! sqlalchemy.exc.SAWarning: Usage of the 'Session.add()' operation is not currently supported within the execution stage of the flush process. Results may not be consistent.  Consider using alternative event listeners or connection-level operations instead.

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1, title="land")
    session.add(task)
    session.commit()

    task.title = "land softly"
    session.commit()
    print(session.scalars(select(AuditEntry.task_id)).all())
    #> [1]
