from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
read = select(Project)

with Session(engine) as first, Session(engine) as second:
    one = first.scalars(read).one()
    other = second.scalars(read).one()

    one.project_metadata = {**(one.project_metadata or {}), "budget": 100}
    first.commit()
    other.project_metadata = {**(other.project_metadata or {}), "owner": "ada"}
    second.commit()

with Session(engine) as session:
    print(session.scalars(select(Project)).one().project_metadata)
    #!> {'owner': 'ada'}
