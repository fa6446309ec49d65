from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=10)

with Session(engine, expire_on_commit=False) as session:
    projects = session.scalars(select(Project).order_by(Project.name)).all()
    projects[0].status = ProjectStatus.ACTIVE
    session.commit()

    print(" ".join(project.status for project in projects))
    #> ACTIVE DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT DRAFT
    #: 0 statements
