from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.execute(select(Project.name, Project.status)).one()
    project.status = ProjectStatus.ACTIVE
    #! AttributeError: can't set attribute
    session.commit()
    print(project.name, "is", project.status)
