from sqlalchemy import Column, ForeignKey, Table
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

task_dependency = Table(
    "task_dependency",
    Base.metadata,
    Column("task_id", ForeignKey("task.id"), primary_key=True),
    Column("needs_id", ForeignKey("task.id"), primary_key=True),
)

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    needs: Mapped[list["Task"]] = relationship(
        secondary=task_dependency,
        back_populates="needed_by",
        primaryjoin=lambda: Task.id == task_dependency.c.task_id,
        secondaryjoin=lambda: Task.id == task_dependency.c.needs_id,
    )
    needed_by: Mapped[list["Task"]] = relationship(
        secondary=task_dependency,
        back_populates="needs",
        primaryjoin=lambda: Task.id == task_dependency.c.needs_id,
        secondaryjoin=lambda: Task.id == task_dependency.c.task_id,
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    build = Task(title="build")
    session.add(Task(title="release", needs=[build]))
    session.commit()
    print("build is needed by", build.needed_by[0].title)
    #> build is needed by release
