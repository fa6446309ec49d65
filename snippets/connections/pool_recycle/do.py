from restart import restart
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, add_projects, new_engine

# page: from here
# page: essence
engine = new_engine(on="postgresql", pool_pre_ping=True)

# page: to here
Base.metadata.create_all(engine)
add_projects(engine, 1)

# page: from here
with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']

restart()

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']
