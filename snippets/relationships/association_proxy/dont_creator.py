from sqlalchemy import ForeignKey
from sqlalchemy.ext.associationproxy import AssociationProxy, association_proxy
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
    tools: AssociationProxy[list["Tool"]] = association_proxy(
        "tool_links", "tool"
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
    agent.tools.append(Tool(name="browser"))
    #! TypeError: __init__() takes 1 positional argument but 2 were given
    session.add(agent)
    session.commit()
    print([tool.name for tool in agent.tools])
