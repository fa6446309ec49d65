from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

first = select(Project).where(Project.name == "project-01")
last = select(Project).where(Project.name == "project-03")

with Session(engine) as session:
    projects = session.scalars(
        select(Project).from_statement(union_all(first, last))
    ).all()
    print(sorted(project.name for project in projects))
    #> ['project-01', 'project-03']
