from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {"budget": "low"}
    session.commit()
    metadata = project.project_metadata or {}
    print(metadata["budget"])
    #> low

with Session(engine) as session:
    print(session.scalar(select(Project.project_metadata)))
    #> {'budget': 'low'}
