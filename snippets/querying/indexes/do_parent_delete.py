from sqlalchemy import ForeignKey, delete
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine
from querying._plan import plan

engine = new_engine(on="sqlite")

class Base(DeclarativeBase):
    pass

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)

# page: from here
class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    agent_id: Mapped[int | None] = mapped_column(
        ForeignKey("agent.id", ondelete="SET NULL"), index=True
    )

Base.metadata.create_all(engine)

with Session(engine) as session:
    for step in plan(session, delete(Agent).where(Agent.id == 7)).split("; "):
        print(step)
        #> SEARCH agent USING INTEGER PRIMARY KEY (rowid=?)
        #> SEARCH task USING COVERING INDEX ix_task_agent_id (agent_id=?)
