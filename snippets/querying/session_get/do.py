from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

# page: from here
with Session(engine) as session:
    project = session.get(
        Project, project_id, options=[joinedload(Project.agents)]
    )
    if project is not None:
        print(project.name, len(project.agents))
        #> project-01 2
