from sqlalchemy import ForeignKey, select
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
class AgentTool(Base):
    __tablename__ = "agent_tool"

    agent_id: Mapped[int] = mapped_column(
        ForeignKey("agent.id"), primary_key=True
    )
    tool_id: Mapped[int] = mapped_column(
        ForeignKey("tool.id"), primary_key=True
    )
    tool: Mapped["Tool"] = relationship()

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tool_links: Mapped[list[AgentTool]] = relationship(
        cascade="all, delete-orphan"
    )
    # page: essence
    tools: Mapped[list["Tool"]] = relationship(
        secondary="agent_tool", viewonly=True
    )

# page: to here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

# page: from here

with Session(engine) as session:
    agent = Agent()
    session.add(agent)
    agent.tools.append(Tool(name="browser"))
    session.commit()

    print("tools saved:", session.scalars(select(Tool.name)).all())
    #!> tools saved: []
