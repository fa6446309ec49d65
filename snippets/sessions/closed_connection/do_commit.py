from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    connection = session.connection()
    connection.execute(update(Project).values(status=ProjectStatus.ACTIVE))
    session.commit()
    print(session.scalar(select(Project.status)))
    #> ACTIVE
