from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

# page: from here
engine = new_database(projects=5, agents=2)

statement = (
    select(Project)
    .options(joinedload(Project.agents))
    .order_by(Project.name)
    .limit(3)
)

with Session(engine) as session:
    for project in session.scalars(statement).unique():
        print(project.name, len(project.agents))
        #> project-01 2
        #> project-02 2
        #> project-03 2
    #: 1 statement
