from sqlalchemy import ForeignKey, delete, select
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
        cascade="all, delete-orphan", passive_deletes=True
    )

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE")
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Project(agents=[Agent(name="scout")]))
    session.commit()

    session.execute(delete(Project))
    session.commit()
    print("agents left:", session.scalars(select(Agent.name)).all())
    #> agents left: []
