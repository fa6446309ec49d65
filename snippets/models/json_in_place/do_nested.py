from copy import deepcopy

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session:
    metadata = {"limits": {"agents": 2}}
    session.add(Project(name="apollo", project_metadata=metadata))
    session.commit()

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    changed = deepcopy(project.project_metadata or {})
    changed["limits"]["agents"] = 5
    project.project_metadata = changed
    session.commit()
    print(project.project_metadata)
    #> {'limits': {'agents': 5}}
