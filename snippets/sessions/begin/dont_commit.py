from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    project = Project(name="apollo")
    session.add(project)
    session.commit()
    project.project_metadata = {"folder": project.id.hex}
    #! sqlalchemy.exc.InvalidRequestError: Can't operate on closed transaction inside context manager.  Please complete the context manager before emitting further commands.

with Session(engine) as session:
    stored = session.scalars(select(Project.project_metadata)).one() or {}
    print(list(stored))
