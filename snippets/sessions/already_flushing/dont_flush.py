from typing import Any

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import Session, object_session

from domain import Project, new_database

engine = new_database()

@event.listens_for(Project, "after_insert")
def set_folder(
    _mapper: Any, _connection: Connection, project: Project
) -> None:
    session = object_session(project)
    assert session is not None
    project.project_metadata = {"folder": project.name}
    session.flush()
    #! sqlalchemy.exc.InvalidRequestError: Session is already flushing

with Session(engine) as session, session.begin():
    session.add(Project(name="apollo"))

with Session(engine) as session:
    print(session.scalars(select(Project.project_metadata)).one())
