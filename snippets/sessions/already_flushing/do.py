from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, Task, new_database

engine = new_database()

@event.listens_for(Session, "before_flush")
def add_first_task(session: Session, *_: Any) -> None:
    for project in session.new:
        if isinstance(project, Project):
            project.tasks.append(Task(title="plan"))

with Session(engine) as session, session.begin():
    session.add(Project(name="apollo"))

with Session(engine) as session:
    print(session.scalars(select(Task.title)).all())
    #> ['plan']
