from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

# page: from here

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

def install_tools() -> None:
    agent_tool = Table(
        "agent_tool",
        Base.metadata,
        Column("agent_id", ForeignKey("agent.id"), primary_key=True),
        Column("tool_id", ForeignKey("tool.id"), primary_key=True),
    )
    # page: essence
    Agent.tools = relationship(
        Tool, secondary=agent_tool, back_populates="agents"
    )
    #! sqlalchemy.exc.InvalidRequestError: Mapper 'Mapper[Tool(tool)]' has no property 'agents'.  If this property was indicated from other mappers or configure events, ensure registry.configure() has been called.
    Tool.agents = relationship(
        Agent, secondary=agent_tool, back_populates="tools"
    )

scout = Agent(name="scout")
install_tools()
scout.tools.append(Tool(name="browser"))
print([tool.name for tool in scout.tools])
