from collections.abc import Iterator

from fastapi import Depends
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2)

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

def count_projects(session: Session = Depends(get_session)) -> int:
    return session.scalars(select(func.count(Project.id))).one()
    #! AttributeError: 'Depends' object has no attribute 'scalars'

print(count_projects(), "projects")
