from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    session.add(Project(name="apollo", project_metadata={"budget": "low"}))
    session.commit()

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(project.project_metadata)
    #> {'budget': 'low'}
    old = project.project_metadata or {}
    project.project_metadata = {**old, "budget": "high"}
    session.commit()
    print(project.project_metadata)
    #> {'budget': 'high'}
