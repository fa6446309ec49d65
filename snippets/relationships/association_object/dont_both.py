from sqlalchemy import JSON, ForeignKey, select
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
    configuration: Mapped[dict[str, int] | None] = mapped_column(JSON)
    tool: Mapped["Tool"] = relationship()

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    tool_links: Mapped[list[AgentTool]] = relationship(
        cascade="all, delete-orphan"
    )
    tools: Mapped[list["Tool"]] = relationship(secondary="agent_tool")

# page: to here
class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    link = AgentTool(tool=Tool(name="browser"), configuration={"timeout": 30})
    #! sqlalchemy.exc.SAWarning: relationship 'Agent.tools' will copy column agent.id to column agent_tool.agent_id, which conflicts with relationship(s): 'Agent.tool_links' ...
    #! sqlalchemy.exc.SAWarning: relationship 'Agent.tools' will copy column tool.id to column agent_tool.tool_id, which conflicts with relationship(s): 'AgentTool.tool' ...
    session.add(Agent(tool_links=[link]))
    session.commit()

    agent = session.scalars(select(Agent)).one()
    print([tool.name for tool in agent.tools])
    #> ['browser']
