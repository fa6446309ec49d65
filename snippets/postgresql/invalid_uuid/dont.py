from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

key = "project-01"  # The name or the id, from the URL.

found = select(Project.name).where(or_(Project.name == key, Project.id == key))

with Session(engine) as session:
    print(session.scalars(found).all())
    #! sqlalchemy.exc.DataError: (psycopg.errors.InvalidTextRepresentation) invalid input syntax for type uuid: "project-01"
