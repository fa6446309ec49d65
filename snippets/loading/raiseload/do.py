from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload

from domain import Project, new_database

# page: from here
engine = new_database(projects=3, agents=2, tasks=2)

statement = (
    select(Project)
    .order_by(Project.name)
    .options(selectinload(Project.agents), raiseload("*"))
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, len(project.agents), len(project.tasks))
        #! sqlalchemy.exc.InvalidRequestError: 'Project.tasks' is not available due to lazy='raise'
    #: 2 statements
