from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=4)

newest = select(Project.name).order_by(Project.name.desc()).limit(2)

with Session(engine) as session:
    first = session.scalars(newest).all()
    print("page 1:", first)
    #> page 1: ['project-04', 'project-03']

    session.add(Project(name="project-05"))
    session.commit()

    # page: essence
    older = newest.where(Project.name < first[-1])
    second = session.scalars(older).all()
    print("page 2:", second)
    #> page 2: ['project-02', 'project-01']
