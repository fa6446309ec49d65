from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    raiseload,
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
    tasks: Mapped[list["Task"]] = relationship()

# page: to here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(tasks=[Task(), Task()]))
    session.commit()

# page: from here
statement = select(Project).options(raiseload("*"))

with Session(engine) as session:
    project = session.scalars(statement).one()
    session.commit()
    print(len(project.tasks))
    #> 2
    #: 2 statements
