from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = text("SELECT * FROM project ORDER BY name")

with Session(engine) as session:
    projects = session.scalars(select(Project).from_statement(statement)).all()
    print([project.name for project in projects])
    #> ['project-01', 'project-02']
