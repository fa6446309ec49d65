from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

def activate(project: Project) -> None:
    # page: essence
    with Session(engine) as session:
        session.add(project)
        #! sqlalchemy.exc.InvalidRequestError: Object '<Project at ...>' is already attached to session '2' (this is '3')
        project.status = ProjectStatus.ACTIVE
        session.commit()

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    # page: essence
    activate(project)
    session.commit()
    print(project.status)
