from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=4)

newest = select(Project.name).order_by(Project.name.desc()).limit(2)

with Session(engine) as session:
    first = session.scalars(newest).all()
    print("page 1:", first)
    #> page 1: ['project-04', 'project-03']

    session.execute(delete(Project).where(Project.name == "project-04"))
    session.commit()

    older = newest.where(Project.name < first[-1])
    second = session.scalars(older).all()
    print("page 2:", second)
    #> page 2: ['project-02', 'project-01']
