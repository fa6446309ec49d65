from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
def discard(project_id: UUID) -> None:
    with Session(engine) as session, session.begin():
        session.execute(delete(Project).where(Project.id == project_id))

with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

discard(project_id)

with Session(engine) as session:
    print(session.get(Project, project_id))
    #> None
