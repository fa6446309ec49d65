from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

with Session(engine) as session:
    project_id = str(session.scalars(select(Project.id)).one())

# page: from here
statement = text("SELECT name FROM project WHERE id = :id").bindparams(
    id=project_id
)

with Session(engine) as session:
    print(session.scalar(statement))
    #! sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedFunction) operator does not exist: uuid = character varying
