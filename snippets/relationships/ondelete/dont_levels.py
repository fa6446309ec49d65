from sqlalchemy import Column, ForeignKey, Table, delete, select
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
    project_id: Mapped[int] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE")
    )
    tools: Mapped[list["Tool"]] = relationship(
        secondary="agent_tool", passive_deletes=True
    )

# page: essence
agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id"), primary_key=True),
)

# page: to here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)

Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(agents=[Agent(tools=[Tool()])]))
    session.commit()

# page: from here
with Session(engine) as session:
    session.execute(delete(Project))
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) FOREIGN KEY constraint failed
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.ForeignKeyViolation) update or delete on table "agent" violates foreign key constraint "agent_tool_agent_id_fkey" on table "agent_tool"
    session.commit()
    print("agents left:", session.scalars(select(Agent.id)).all())
