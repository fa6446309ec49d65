from sqlalchemy import ForeignKey
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    mapped_column,
    relationship,
)

class Base(DeclarativeBase):
    pass

# page: from here
class Project(Base):
    __tablename__ = "project"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class BelongsToProject:
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    # page: essence
    project: Mapped[Project] = relationship()

class Task(BelongsToProject, Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)

#! sqlalchemy.exc.InvalidRequestError: Mapper properties (i.e. deferred,column_property(), relationship(), etc.) must be declared as @declared_attr callables on declarative mixin classes.  For dataclass field() objects, use a lambda:

class Agent(BelongsToProject, Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)

apollo = Project(name="apollo")
print(Task(project=apollo).project.name, Agent(project=apollo).project.name)
