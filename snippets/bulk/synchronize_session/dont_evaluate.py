from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=1)

with Session(engine) as session:
    task = session.scalars(select(Task)).one()
    session.execute(
        update(Task)
        .where(func.lower(Task.status) == "open")
        .values(status=TaskStatus.DONE)
        .execution_options(synchronize_session="evaluate")
    )
    #! sqlalchemy.exc.InvalidRequestError: Could not evaluate current criteria in Python: "Cannot evaluate Function". Specify 'fetch' or False for the synchronize_session execution option.
    print(task.status)
