from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

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
    agent_id: Mapped[int] = mapped_column(ForeignKey("agents.id"))
    agent: Mapped[Agent] = relationship()

print(AgentTool(agent=Agent(id=1)).agent.id)
#! sqlalchemy.exc.NoForeignKeysError: Could not determine join condition between parent/child tables on relationship AgentTool.agent - there are no foreign keys linking these tables. ...
