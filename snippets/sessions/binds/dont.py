from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

engine = new_database(projects=1)
SessionLocal = sessionmaker(expire_on_commit=False)

with SessionLocal() as session:
    print(session.scalars(select(Project.name)).all())
    #! sqlalchemy.exc.UnboundExecutionError: Could not locate a bind configured on mapper Mapper[Project(project)], SQL expression or this Session.
