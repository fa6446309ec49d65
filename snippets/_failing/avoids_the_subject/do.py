from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    print(session.scalar(select(func.count(Project.id))))
    #> 3
    #: 1 statement
