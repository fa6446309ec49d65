from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

def count_projects(session: Session) -> int:
    return session.scalars(select(func.count(Project.id))).one()

with Session(engine) as session:
    print(count_projects(session), "projects")
    #> 2 projects
