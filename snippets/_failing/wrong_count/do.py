from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    for project in session.scalars(select(Project)):
        print(len(project.agents))
        #> 2
        #> 2
        #> 2
    #: 1 statement
