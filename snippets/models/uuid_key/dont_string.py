from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database(projects=1)

with Session(engine) as session:
    path = f"/projects/{session.scalar(select(Project.id))}"

with Session(engine) as session:
    key = path.removeprefix("/projects/")
    print(session.get_one(Project, key).name)
    #! [sqlite] sqlalchemy.exc.StatementError: (builtins.AttributeError) 'str' object has no attribute 'hex'
    #> [postgresql] project-01
