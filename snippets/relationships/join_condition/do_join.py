from sqlalchemy import select
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
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

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    project_code: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add_all([Project(code="apollo"), Agent(project_code="apollo")])
    session.commit()

    statement = select(Project.code).join_from(
        Project, Agent, Agent.project_code == Project.code
    )
    print(session.scalars(statement).all())
    #> ['apollo']
