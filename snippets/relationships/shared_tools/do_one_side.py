from sqlalchemy import Column, ForeignKey, Table, select
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
    Column(
        "agent_id",
        ForeignKey("agent.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column(
        "tool_id", ForeignKey("tool.id", ondelete="CASCADE"), primary_key=True
    ),
)

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]

class Tool(Base):
    __tablename__ = "tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    agents: Mapped[list[Agent]] = relationship(secondary=agent_tool)

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    scout, writer = Agent(name="scout"), Agent(name="writer")
    session.add(Tool(agents=[scout, writer]))
    session.commit()

    session.delete(scout)
    session.commit()
    print(session.scalars(select(Agent.name)).all())
    #> ['writer']
