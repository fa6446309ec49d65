from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
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
    title: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    parent: Mapped["Task | None"] = relationship(back_populates="subtasks")
    subtasks: Mapped[list["Task"]] = relationship(back_populates="parent")

Base.metadata.create_all(engine)

with Session(engine) as session:
    release = Task(title="release")
    #! sqlalchemy.exc.ArgumentError: Task.parent and back-reference Task.subtasks are both of the same direction <RelationshipDirection.ONETOMANY: 1>.  Did you mean to set remote_side on the many-to-one side ?
    session.add(Task(title="write notes", parent=release))
    session.commit()

    top_level = select(Task.title).where(Task.parent_id.is_(None))
    print("top level:", session.scalars(top_level).all())
