from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    session.add(project)
    session.flush()
    print("has a key:", project.id is not None)
    #> has a key: True

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #!> []
