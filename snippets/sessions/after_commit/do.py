from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=2)
sent: list[str] = []

# page: from here
def close(session: Session, name: str, successor: str) -> str:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    project.status = ProjectStatus.CLOSED
    session.add(Project(name=successor))
    return f"{project.name} is closed"

with Session(engine) as session:
    try:
        message = close(session, "project-01", successor="project-02")
        session.commit()
        #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: project.name
        #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_project_name"
        # page: essence
        sent.append(message)
    except IntegrityError:
        print("the name is taken")
        #> the name is taken

print(sent)
#> []
