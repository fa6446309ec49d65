from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Agent, Project, Task, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    scout = Agent(name="scout", project=project)
    session.add_all(
        [
            Task(title="build", project=project, agent=scout),
            Task(title="test", project=project),
        ]
    )
    session.commit()

# page: from here
# page: essence
statement = (
    select(Task)
    .order_by(Task.title)
    .options(joinedload(Task.agent, innerjoin=True))
)

with Session(engine) as session:
    tasks = session.scalars(statement).all()
    print([task.title for task in tasks])
    #!> ['build']
