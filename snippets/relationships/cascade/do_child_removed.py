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
    agents: Mapped[list["Agent"]] = relationship(cascade="all, delete-orphan")

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    scout, writer = Agent(name="scout"), Agent(name="writer")
    project = Project(agents=[scout, writer])
    session.add(project)
    session.commit()

    project.agents.remove(writer)
    session.commit()
    names = select(Agent.name).order_by(Agent.name)
    print(session.scalars(names).all())
    #> ['scout']
