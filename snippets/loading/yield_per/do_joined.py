from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Project, new_database

# page: from here
engine = new_database(projects=4, agents=2)
statement = (
    select(Project)
    .order_by(Project.name)
    .options(selectinload(Project.agents))
    .execution_options(yield_per=2)
)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(project.name, len(project.agents))
        #> project-01 2
        #> project-02 2
        #> project-03 2
        #> project-04 2
