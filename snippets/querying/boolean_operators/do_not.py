from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

others = (
    select(Project.name)
    .where(~Project.name.endswith("2"))
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.scalars(others).all())
    #> ['project-01', 'project-03']
