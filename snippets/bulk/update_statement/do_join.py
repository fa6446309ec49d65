from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain import Project, Task, TaskStatus, new_database

engine = new_database(projects=2, tasks=3)

with Session(engine) as session, session.begin():
    session.execute(
        update(Task)
        .where(Task.project_id == Project.id, Project.name == "project-01")
        .values(status=TaskStatus.DONE)
    )

with Session(engine) as session:
    print(
        session.scalar(
            select(func.count()).where(Task.status == TaskStatus.DONE)
        )
    )
    #> 3
