from sqlalchemy import Column, ForeignKey, Table, func, insert, select
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
    Column("agent_id", ForeignKey("agent.id")),
    Column("tool_id", ForeignKey("tool.id")),
)

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tools: Mapped[list["Tool"]] = relationship(secondary=agent_tool)

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    agent, browser = Agent(), Tool()
    agent.tools.append(browser)
    session.add(agent)
    session.flush()

    link = {"agent_id": agent.id, "tool_id": browser.id}
    session.execute(insert(agent_tool).values(link))
    session.commit()
    rows = session.scalar(select(func.count()).select_from(agent_tool))
    print("links:", rows)
    #!> links: 2
