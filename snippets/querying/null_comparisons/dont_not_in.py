from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Task, new_database

engine = new_database(projects=1, agents=2, tasks=2)

with Session(engine) as session:
    agent, idle_agent = session.scalars(select(Agent).order_by(Agent.name))
    task, other_task = session.scalars(select(Task).order_by(Task.title))
    task.agent = agent
    session.commit()

# page: from here
idle = (
    select(Agent.name)
    .where(Agent.id.not_in(select(Task.agent_id)))
    .order_by(Agent.name)
)

with Session(engine) as session:
    print(session.scalars(idle).all())
    #!> []
