from uuid import uuid4

from sqlalchemy import ARRAY, Uuid, any_, literal, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

with Session(engine) as session:
    ids = [session.scalars(select(Project.id)).one()]
    ids += [uuid4() for _ in range(70_000)]
    query = select(Project.name).where(
        Project.id == any_(literal(ids, ARRAY(Uuid)))
    )
    print(session.scalars(query).all())
    #> ['project-01']
