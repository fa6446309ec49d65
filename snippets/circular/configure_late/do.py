from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

class Base(DeclarativeBase):
    pass

# page: from here

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # page: essence
    tools: Mapped[list["Tool"]] = relationship(
        secondary="agent_tool", back_populates="agents"
    )

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    agents: Mapped[list[Agent]] = relationship(
        secondary="agent_tool", back_populates="tools"
    )

agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id"), primary_key=True),
)

scout = Agent(name="scout")
scout.tools.append(Tool(name="browser"))
print([tool.name for tool in scout.tools])
#> ['browser']
