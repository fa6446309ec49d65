from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1, tasks=500)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.tasks.append(Task(title="deploy"))
    session.commit()
#: 3 statements

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
    #> 501
