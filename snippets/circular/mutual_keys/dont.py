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
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("agent.id"))
    agents: Mapped[list["Agent"]] = relationship(
        back_populates="project", foreign_keys="Agent.project_id"
    )
    lead: Mapped["Agent | None"] = relationship(foreign_keys=lead_id)

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(
        back_populates="agents", foreign_keys=project_id
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    scout = Agent(name="scout")
    session.add(Project(agents=[scout], lead=scout))
    session.commit()
    #! sqlalchemy.exc.CircularDependencyError: Circular dependency detected. ...
    lead = session.scalars(select(Project)).one().lead
    print(lead.name if lead else None)
