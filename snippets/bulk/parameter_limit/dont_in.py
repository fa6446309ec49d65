from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

with Session(engine) as session:
    ids = [session.scalars(select(Project.id)).one()]
    ids += [uuid4() for _ in range(70_000)]
    query = select(Project.name).where(Project.id.in_(ids))
    print(session.scalars(query).all())
    #! sqlalchemy.exc.OperationalError: (psycopg.OperationalError) sending query and params failed: number of parameters must be between 0 and 65535
