from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

# page: from here
engine = new_database(projects=5, agents=2)

statement = (
    select(Project)
    .options(selectinload(Project.agents))
    .order_by(Project.name)
    .limit(2)
    .offset(2)
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, len(project.agents))
        #> project-03 2
        #> project-04 2
    #: 2 statements
