from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=1, tasks=500)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    session.add(Task(title="deploy", project=project))
    session.commit()
#: 2 statements

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
    #> 501
