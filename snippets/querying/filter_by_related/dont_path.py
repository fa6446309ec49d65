from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=2, tasks=1)

# page: from here
with Session(engine) as session:
    query = select(Task).where(Task.project.name == "project-01")
    #! AttributeError: Neither 'InstrumentedAttribute' object nor 'Comparator' object associated with Task.project has an attribute 'name'
    print([task.title for task in session.scalars(query)])
