from sqlalchemy import JSON, Column, ForeignKey, Table, select
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

# page: essence
agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id"), primary_key=True),
    Column("configuration", JSON),
)

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tools: Mapped[list["Tool"]] = relationship(secondary=agent_tool)

# page: to here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    browser = Tool(name="browser")
    browser.configuration = {"timeout": 30}
    session.add(Agent(tools=[browser]))
    session.commit()

    print(session.scalar(select(agent_tool.c.configuration)))
    #!> None
