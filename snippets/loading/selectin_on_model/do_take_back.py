from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    lazyload,
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

# page: to here
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo", agents=[Agent(), Agent()]))
    session.commit()

# page: from here
statement = select(Project).options(lazyload(Project.agents))

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name)
        #> apollo
    #: 1 statement
