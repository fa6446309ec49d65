from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, Task, new_database

# page: from here
engine = new_database(projects=1, agents=2, tasks=3)

agent_count = (
    select(func.count())
    .where(Agent.project_id == Project.id)
    .scalar_subquery()
)
task_count = (
    select(func.count()).where(Task.project_id == Project.id).scalar_subquery()
)
statement = select(Project.name, agent_count, task_count)

with Session(engine) as session:
    for name, agents, tasks in session.execute(statement):
        print(f"{name}: {agents} agents, {tasks} tasks")
        #> project-01: 2 agents, 3 tasks
