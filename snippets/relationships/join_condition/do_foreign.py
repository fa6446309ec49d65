from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    foreign,
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
        primaryjoin=lambda: Project.code == foreign(Agent.project_code),
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
    session.add_all([project, Agent(project_code="apollo")])
    session.commit()
    print(len(project.agents))
    #> 1
