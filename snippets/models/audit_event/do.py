from sqlalchemy import event, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    UOWTransaction,
    mapped_column,
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
@event.listens_for(Session, "before_flush")
def log_changes(
    session: Session, _context: UOWTransaction, _instances: object
) -> None:
    for task in session.dirty:
        if isinstance(task, Task) and session.is_modified(task):
            session.add(AuditEntry(task_id=task.id))

Base.metadata.create_all(engine)

with Session(engine) as session:
    task = Task(id=1, title="land")
    session.add(task)
    session.commit()

    task.title = "land softly"
    session.commit()
    print(session.scalars(select(AuditEntry.task_id)).all())
    #> [1]
