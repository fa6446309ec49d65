from sqlalchemy import Column, ForeignKey, Table
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
agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id"), primary_key=True),
)

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    # page: essence
    tools: Mapped[list["Tool"]] = relationship(secondary=agent_tool)

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    agent, browser = Agent(), Tool(name="browser")
    session.add(agent)
    # page: essence
    for tool in browser, browser:
        agent.tools.append(tool)
    session.commit()
    #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: agent_tool.agent_id, agent_tool.tool_id
    #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "agent_tool_pkey"
    print([tool.name for tool in agent.tools])
