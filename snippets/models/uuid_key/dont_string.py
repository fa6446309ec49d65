from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from domain import Base, Project

# page: from here
engine = create_engine("sqlite://")
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    path = f"/projects/{session.scalar(select(Project.id))}"

with Session(engine) as session:
    key = path.removeprefix("/projects/")
    print(session.get_one(Project, key).name)
    #! sqlalchemy.exc.StatementError: (builtins.AttributeError) 'str' object has no attribute 'hex'
