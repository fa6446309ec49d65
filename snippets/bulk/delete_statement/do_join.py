from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database(projects=2, tasks=3)

with Session(engine) as session, session.begin():
    projects = select(Project.id).where(Project.name == "project-01")
    session.execute(delete(Task).where(Task.project_id.in_(projects)))

with Session(engine) as session:
    print(session.scalar(select(func.count(Task.id))))
    #> 3
