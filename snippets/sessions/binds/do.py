from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

engine = new_database(projects=1)
SessionLocal = sessionmaker(engine, expire_on_commit=False)

with SessionLocal() as session:
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']
