from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Project, new_database

engine = new_database(projects=2)

new_session = sessionmaker()

with new_session() as session:
    print(session.scalars(select(Project.name).order_by(Project.name)).all())
    #! sqlalchemy.exc.UnboundExecutionError: Could not locate a bind configured on mapper Mapper[Project(project)], SQL expression or this Session.
