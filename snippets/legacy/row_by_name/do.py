from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = select(Project.name, Project.status).order_by(Project.name)

with Session(engine) as session:
    for row in session.execute(statement):
        print(row.name)
        #> project-01
        #> project-02
