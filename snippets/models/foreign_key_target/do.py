from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from domain import new_engine

engine = new_engine()

class Base(DeclarativeBase):
    pass

# page: from here
class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)

class AgentTool(Base):
    __tablename__ = "agent_tool"

    id: Mapped[int] = mapped_column(primary_key=True)
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))

print(select(AgentTool.agent_id))
#> SELECT agent_tool.agent_id
#> FROM agent_tool
Base.metadata.create_all(engine)
