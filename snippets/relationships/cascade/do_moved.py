from sqlalchemy import ForeignKey
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
    agents: Mapped[list["Agent"]] = relationship(
        back_populates="project", cascade="all, delete-orphan"
    )

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(back_populates="agents")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    writer = Agent(name="writer")
    apollo, gemini = Project(agents=[writer]), Project()
    session.add_all([apollo, gemini])
    session.commit()

    gemini.agents.append(writer)
    session.commit()
    print([agent.name for agent in gemini.agents])
    #> ['writer']
