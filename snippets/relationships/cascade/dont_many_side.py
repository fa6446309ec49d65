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
    agents: Mapped[list["Agent"]] = relationship(back_populates="project")

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(
        back_populates="agents", cascade="all, delete-orphan"
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project(agents=[Agent(name="scout"), Agent(name="writer")])
    #! sqlalchemy.exc.ArgumentError: For many-to-one relationship Agent.project, delete-orphan cascade is normally configured only on the "one" side of a one-to-many relationship, and not on the "many" side of a many-to-one or many-to-many relationship.  To force this relationship to allow a particular "Project" object to be referenced by only a single "Agent" object at a time via the Agent.project relationship, which would allow delete-orphan cascade to take place in this direction, set the single_parent=True flag.
    session.add(project)
    session.commit()

    session.delete(project)
    session.commit()
    print(session.scalars(select(Agent.name)).all())
