from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    key = project.id
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    print(session.get(Project, key))
    #> None
