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
    name: Mapped[str]
    tools: Mapped[list["Tool"]] = relationship(
        secondary=agent_tool, back_populates="agents"
    )

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    agents: Mapped[list[Agent]] = relationship(
        secondary=agent_tool, back_populates="tools"
    )

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    browser = Tool(name="browser")
    scout = Agent(name="scout", tools=[browser])
    writer = Agent(name="writer", tools=[browser])
    session.add_all([scout, writer])
    session.commit()

    session.delete(scout)
    session.commit()
    print(writer.name, [tool.name for tool in writer.tools])
    #> writer ['browser']
