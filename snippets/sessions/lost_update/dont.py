from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from domain import new_engine

class Base(DeclarativeBase):
    pass

class Agent(Base):
    __tablename__ = "agent"

    name: Mapped[str] = mapped_column(primary_key=True)
    tasks_done: Mapped[int] = mapped_column(default=0)

engine = new_engine()
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Agent(name="planner"))
    session.commit()

# page: from here
with Session(engine) as first, Session(engine) as second:
    agent = first.get_one(Agent, "planner")
    same_agent = second.get_one(Agent, "planner")
    agent.tasks_done = agent.tasks_done + 1
    first.commit()
    same_agent.tasks_done = same_agent.tasks_done + 1
    second.commit()

with Session(engine) as session:
    print(session.get_one(Agent, "planner").tasks_done)
    #!> 1
