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
    agents: Mapped[list["Agent"]] = relationship(back_populates="project")
    # page: essence
    leads: Mapped[list["Agent"]] = relationship(
        primaryjoin=lambda: (Agent.project_id == Project.id)
        & (Agent.role == "LEAD"),
    )

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[str]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    project: Mapped[Project] = relationship(back_populates="agents")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project(agents=[Agent(role="LEAD"), Agent(role="WORKER")])
    #! sqlalchemy.exc.SAWarning: relationship 'Project.leads' will copy column project.id to column agent.project_id, which conflicts with relationship(s): 'Project.agents' ...
    #! sqlalchemy.exc.SAWarning: relationship 'Agent.project' will copy column project.id to column agent.project_id, which conflicts with relationship(s): 'Project.leads' ...
    session.add(project)
    session.commit()
    print(len(project.agents), "agents,", len(project.leads), "lead")
    #> 2 agents, 1 lead
