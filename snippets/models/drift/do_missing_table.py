from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

# page: from here
engine = new_engine()
# page: essence
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
