from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

with Session(engine) as session:
    edited = session.scalars(select(Project).order_by(Project.name)).all()[0]
edited.name = "apollo"

with Session(engine) as session:
    projects = session.scalars(select(Project).order_by(Project.name)).all()
    session.add(edited)
    #! sqlalchemy.exc.InvalidRequestError: Can't attach instance <Project at ...>; another instance with key ... is already present in this session.
    session.commit()
    print([project.name for project in projects])
