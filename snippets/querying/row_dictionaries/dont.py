from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

statement = select(Project.name, Project.status).order_by(Project.name)

with Session(engine) as session:
    rows = session.execute(statement)
    print([dict(row) for row in rows])
    #! ValueError: dictionary update sequence element #0 has length 10; 2 is required
