from cut import cut
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, add_projects, new_engine

# page: from here
engine = new_engine(on="postgresql", pool_pre_ping=True)

# page: to here
Base.metadata.create_all(engine)
add_projects(engine, 1)

# page: from here
with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']

cut(engine)

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']
