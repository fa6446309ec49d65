from sqlalchemy import ForeignKey, create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from querying._plan import plan

engine = create_engine("sqlite://")

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
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"), index=True)

Base.metadata.create_all(engine)

with Session(engine) as session:
    print(plan(session, select(Task).where(Task.agent_id == 7)))
    #> SEARCH task USING INDEX ix_task_agent_id (agent_id=?)
