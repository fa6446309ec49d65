from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, tasks=2)

with Session(engine) as session:
    session.add(Project(name="project-02"))
    session.commit()

# page: from here
counts = (
    select(Project.name, func.count())
    .outerjoin(Project.tasks)
    .group_by(Project.name)
    .order_by(Project.name)
)

with Session(engine) as session:
    print(dict(session.execute(counts).all()))
    #!> {'project-01': 2, 'project-02': 1}
