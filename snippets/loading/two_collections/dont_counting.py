from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, Task, new_database

# page: from here
engine = new_database(projects=1, agents=2, tasks=3)

statement = (
    select(Project.name, func.count(Agent.id), func.count(Task.id))
    .join(Project.agents)
    .join(Project.tasks)
    .group_by(Project.name)
)

with Session(engine) as session:
    for name, agents, tasks in session.execute(statement):
        print(f"{name}: {agents} agents, {tasks} tasks")
        #!> project-01: 6 agents, 6 tasks
