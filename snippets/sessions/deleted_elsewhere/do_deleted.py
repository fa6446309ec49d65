from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine, expire_on_commit=False) as session:
    project = session.scalars(select(Project)).one()
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    session.execute(delete(Project).where(Project.id == project.id))
    session.commit()
    print(session.scalars(select(Project.name)).all())
    #> []
