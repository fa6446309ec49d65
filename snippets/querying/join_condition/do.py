from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, Task, new_database

engine = new_database(projects=1, agents=1, tasks=1)

statement = (
    select(Agent.name, Task.title)
    .select_from(Project)
    .join(Project.agents)
    .join(Project.tasks)
)

with Session(engine) as session:
    for name, title in session.execute(statement):
        print(name, title)
        #> project-01 agent-1 project-01 task-1
