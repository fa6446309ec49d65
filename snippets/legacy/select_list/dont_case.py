from sqlalchemy import case, select
from sqlalchemy.orm import Session

from domain import Task, TaskStatus, new_database

engine = new_database(projects=1, tasks=1)

label = case([(Task.status == TaskStatus.DONE, "finished")], else_="to do")
#! sqlalchemy.exc.ArgumentError: The "whens" argument to case(), when referring to a sequence of items, is now passed as a series of positional elements, rather than as a list.

with Session(engine) as session:
    print(session.execute(select(Task.title, label)).all())
