from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2, agents=1)

# page: from here
with Session(engine) as session:
    query = (
        select(Project)
        .join(Project.agents)
        .where(Project.name == "project-01")
    )
    print(len(session.scalars(query).all()), "project")
    #> 1 project
