from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    for title, name in ("plan", "zoe"), ("build", "ada"):
        agent = Agent(name=name, project=project)
        session.add(Task(title=title, project=project, agent=agent))
    session.add(Task(title="test", project=project))
    session.commit()

# page: from here
by_agent = (
    select(Task)
    .outerjoin(Task.agent)
    .order_by(Agent.name.nulls_last(), Task.title)
)

with Session(engine) as session:
    print([task.title for task in session.scalars(by_agent)])
    #> ['build', 'plan', 'test']
