from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=3)

unassigned = select(func.count(Task.id)).where(Task.agent_id is None)

with Session(engine) as session:
    print("tasks without an agent:", session.scalar(unassigned))
    #!> tasks without an agent: 0
    #: 1 statement
