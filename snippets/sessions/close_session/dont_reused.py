from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

# page: from here
engine = new_engine(pool_size=1, max_overflow=0, pool_timeout=0.1)
# page: to here
Base.metadata.create_all(engine)

with Session(engine) as session:
    session.add(Project(name="apollo"))
    session.commit()

# page: from here
with Session(engine) as session:
    print(session.scalars(select(Project.name)).one())
    #> apollo

# page: essence
print(session.scalars(select(Project.status)).one())
#> DRAFT

with Session(engine) as other:
    print(other.scalars(select(Project.name)).all())
    #! sqlalchemy.exc.TimeoutError: QueuePool limit of size 1 overflow 0 reached, connection timed out, timeout 0.10
