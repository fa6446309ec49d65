from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    session.commit()

    with engine.begin() as other:
        other.execute(delete(Project))

    print(project.name)
    #! sqlalchemy.orm.exc.ObjectDeletedError: Instance '<Project at ...>' has been deleted, or its row is otherwise not present.
