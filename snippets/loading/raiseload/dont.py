from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

# page: from here
engine = new_database(projects=3, agents=2, tasks=2)

statement = (
    select(Project)
    .order_by(Project.name)
    .options(selectinload(Project.agents))
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, len(project.agents), len(project.tasks))
        #> project-01 2 2
        #> project-02 2 2
        #> project-03 2 2
    #: 5 statements
