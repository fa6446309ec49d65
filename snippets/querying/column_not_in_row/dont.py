from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = text("SELECT name, status FROM project ORDER BY name")

with Session(engine) as session:
    projects = session.scalars(select(Project).from_statement(statement)).all()
    #! sqlalchemy.exc.NoSuchColumnError: Could not locate column in row for column 'project.id'
    print([project.name for project in projects])
