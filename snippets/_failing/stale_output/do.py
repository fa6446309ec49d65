from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

with Session(engine) as session:
    if session.scalar(select(func.count(Project.id))) > 3:
        print("more than three projects")
        #> more than three projects
