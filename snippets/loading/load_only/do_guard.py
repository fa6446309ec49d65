from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from domain import Project, new_database

# page: from here
engine = new_database(projects=3)

statement = (
    select(Project)
    .order_by(Project.name)
    .options(load_only(Project.name, raiseload=True))
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, project.status)
        #! sqlalchemy.exc.InvalidRequestError: 'Project.status' is not available due to raiseload=True
    #: 1 statement
