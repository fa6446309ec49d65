from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    session.delete(project)
    session.commit()

    session.add(project)
    #! sqlalchemy.exc.InvalidRequestError: Instance '<Project at ...>' has been deleted.  Use the make_transient() function to send this object back to the transient state.
    session.commit()
    print(session.scalars(select(Project.name)).all())
