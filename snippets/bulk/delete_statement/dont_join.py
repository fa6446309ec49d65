from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=3)

with Session(engine) as session, session.begin():
    session.execute(
        delete(Task).join(Project).where(Project.name == "project-01")
    )
    #! AttributeError: 'Delete' object has no attribute 'join'

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
