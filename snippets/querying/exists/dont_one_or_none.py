from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=50)

open_tasks = select(Task.id).where(Task.status == TaskStatus.OPEN)

with Session(engine) as session:
    task_id = session.scalars(open_tasks).one_or_none()
    #! sqlalchemy.exc.MultipleResultsFound: Multiple rows were found when one or none was required
    print("work to do:", task_id is not None)
