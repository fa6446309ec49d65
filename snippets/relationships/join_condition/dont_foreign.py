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
    code: Mapped[str]
    agents: Mapped[list["Agent"]] = relationship(
        primaryjoin=lambda: Project.code == Agent.project_code,
        viewonly=True,
    )

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_code: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    project = Project(code="apollo")
    #! sqlalchemy.exc.ArgumentError: Could not locate any relevant foreign key columns for primary join condition 'project.code = agent.project_code' on relationship Project.agents.  Ensure that referencing columns are associated with a ForeignKey or ForeignKeyConstraint, or are annotated in the join condition with the foreign() annotation.
    session.add_all([project, Agent(project_code="apollo")])
    session.commit()
    print(len(project.agents))
