from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=50)

with Session(engine) as session:
    open_task = session.scalars(select(Task).where(Task.status == "OPEN"))
    print("work to do:", open_task.one_or_none() is not None)
    #! sqlalchemy.exc.MultipleResultsFound: Multiple rows were found when one or none was required
