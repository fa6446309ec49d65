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
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    agents: Mapped[list["Agent"]] = relationship(lazy="selectin")
    tasks: Mapped[list["Task"]] = relationship(lazy="selectin")

# page: to here
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

Base.metadata.create_all(engine)

with Session(engine) as session:
    for name in "apollo", "gemini":
        session.add(
            Project(name=name, agents=[Agent(), Agent()], tasks=[Task()])
        )
    session.commit()

# page: from here
with Session(engine) as session:
    for project in session.scalars(select(Project).order_by(Project.name)):
        print(project.name)
        #> apollo
        #> gemini
    #: 3 statements
