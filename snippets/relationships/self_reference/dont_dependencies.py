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
        secondary=task_dependency, back_populates="needed_by"
    )
    needed_by: Mapped[list["Task"]] = relationship(
        secondary=task_dependency, back_populates="needs"
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    build = Task(title="build")
    #! sqlalchemy.exc.AmbiguousForeignKeysError: Could not determine join condition between parent/child tables on relationship Task.needs - there are multiple foreign key paths linking the tables via secondary table 'task_dependency'.  Specify the 'foreign_keys' argument, providing a list of those columns which should be counted as containing a foreign key reference from the secondary table to each of the parent and child tables.
    session.add(Task(title="release", needs=[build]))
    session.commit()
    print("build is needed by", build.needed_by[0].title)
