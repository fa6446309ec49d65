from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

with Session(engine) as session, session.begin():
    project = Project(name="apollo")
    session.add(project)
    session.refresh(project)
    #! sqlalchemy.exc.InvalidRequestError: Instance '<Project at ...>' is not persistent within this Session
    print(project.status)
