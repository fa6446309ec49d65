from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

# page: from here
engine = new_database(projects=3)

with Session(engine) as session:
    without = select(Project.name).filter_by(metadata=None)
    print(session.scalars(without.order_by(Project.name)).all())
    #!> []
    #: 1 statement
