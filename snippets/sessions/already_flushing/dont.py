from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session, object_session

from domain import Project, Task, new_database

engine = new_database()

@event.listens_for(Project, "after_insert")
def add_first_task(_mapper: Any, _connection: Any, project: Project) -> None:
    session = object_session(project)
    assert session is not None
    session.add(Task(title="plan", project_id=project.id))
    #! sqlalchemy.exc.SAWarning: Usage of the 'Session.add()' operation is not currently supported within the execution stage of the flush process. Results may not be consistent.  Consider using alternative event listeners or connection-level operations instead.

with Session(engine) as session, session.begin():
    session.add(Project(name="apollo"))

with Session(engine) as session:
    print(session.scalars(select(Task.title)).all())
    #> ['plan']
