from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    project = Project(name="apollo")
    session.add(project)
    session.flush()
    project.project_metadata = {"folder": project.id.hex}

with Session(engine) as session:
    stored = session.scalars(select(Project.project_metadata)).one() or {}
    print(list(stored))
    #> ['folder']
