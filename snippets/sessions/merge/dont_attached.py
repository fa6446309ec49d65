from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as reader, Session(engine) as writer:
    project = reader.scalars(select(Project)).one()
    writer.add(project)
    #! sqlalchemy.exc.InvalidRequestError: Object '<Project at ...>' is already attached to session '...' (this is '...')
    project.status = ProjectStatus.ACTIVE
    writer.commit()
    print(project.status)
