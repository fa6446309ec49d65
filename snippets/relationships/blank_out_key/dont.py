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
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tool_links: Mapped[list["AgentTool"]] = relationship()

class AgentTool(Base):
    __tablename__ = "agent_tool"

    agent_id: Mapped[int] = mapped_column(
        ForeignKey("agent.id"), primary_key=True
    )
    tool: Mapped[str] = mapped_column(primary_key=True)

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    agent = Agent(tool_links=[AgentTool(tool="browser")])
    session.add(agent)
    session.commit()

    session.delete(agent)
    session.commit()
    #! AssertionError: Dependency rule on column 'agent.id' tried to blank-out primary key column 'agent_tool.agent_id' on instance '<AgentTool at ...>'
    print("links left:", session.scalars(select(AgentTool.tool)).all())
