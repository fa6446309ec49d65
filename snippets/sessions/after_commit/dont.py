from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)
sent: list[str] = []

# page: from here
def close(session: Session, name: str, successor: str) -> None:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    # page: essence
    sent.append(f"{project.name} is closed")
    session.add(Project(name=successor))

with Session(engine) as session:
    try:
        close(session, "project-01", successor="project-02")
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_project_name"
    except IntegrityError:
        print("the name is taken")
        #> the name is taken

print(sent)
#!> ['project-01 is closed']
