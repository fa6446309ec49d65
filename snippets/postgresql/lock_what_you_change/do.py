from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
read = select(Project).with_for_update(nowait=True)

with Session(engine) as first, Session(engine) as second:
    one = first.scalars(read).one()
    try:
        other = second.scalars(read).one()
        #! sqlalchemy.exc.OperationalError: (psycopg.errors.LockNotAvailable) could not obtain lock on row in relation "project"
    except OperationalError:
        second.rollback()

    one.project_metadata = {**(one.project_metadata or {}), "budget": 100}
    first.commit()
    other = second.scalars(read).one()
    other.project_metadata = {**(other.project_metadata or {}), "owner": "ada"}
    second.commit()

with Session(engine) as session:
    print(session.scalars(select(Project)).one().project_metadata)
    #> {'owner': 'ada', 'budget': 100}
