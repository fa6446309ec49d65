from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    session.delete(project)
    session.commit()

    session.add(Project(name=project.name, status=project.status))
    session.commit()
    print(session.scalars(select(Project.name)).all())
    #> ['project-01']
