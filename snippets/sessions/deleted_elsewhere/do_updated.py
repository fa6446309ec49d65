from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine, expire_on_commit=False) as session:
    key = session.scalars(select(Project.id)).one()
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    project = session.get(Project, key)
    if project is not None:
        project.status = ProjectStatus.ACTIVE
    session.commit()
    print(project)
    #> None
