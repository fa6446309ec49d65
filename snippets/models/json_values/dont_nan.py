from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
speed = float("nan")

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {"speed": speed}
    session.commit()
    #! [postgresql] sqlalchemy.exc.DataError: (psycopg.errors.InvalidTextRepresentation) invalid input syntax for type json
    print(project.project_metadata)
    #!> [sqlite] {'speed': nan}
