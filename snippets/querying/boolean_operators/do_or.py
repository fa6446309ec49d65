from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3)

edges = (
    select(Project.name)
    .where(or_(Project.name == "project-01", Project.name == "project-03"))
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.scalars(edges).all())
    #> ['project-01', 'project-03']
