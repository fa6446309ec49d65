from sqlalchemy import ForeignKey, and_
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

class Agent(Base):
    __tablename__ = "agent"

    id: Mapped[int] = mapped_column(primary_key=True)
    open_tasks: Mapped[list["Task"]] = relationship(
        primaryjoin=lambda: and_(
            Agent.id == Task.agent_id, Task.status == "OPEN"
        ),
        viewonly=True,
        order_by="Task.title",
    )

class Task(Base):
    __tablename__ = "task"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    status: Mapped[str]
    agent_id: Mapped[int] = mapped_column(ForeignKey("agent.id"))

# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Agent(id=1))
    session.flush()
    session.add(Task(title="search", status="DONE", agent_id=1))
    session.add(Task(title="report", status="OPEN", agent_id=1))
    session.commit()

# page: from here
with Session(engine) as session:
    agent = session.get_one(Agent, 1)
    for task in agent.open_tasks:
        print(task.title, task.status)
        #> report OPEN
