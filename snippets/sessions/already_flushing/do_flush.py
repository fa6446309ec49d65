from typing import Any

from sqlalchemy import Connection, event, select, update
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

@event.listens_for(Project, "after_insert")
def set_folder(_mapper: Any, connection: Connection, project: Project) -> None:
    connection.execute(
        update(Project)
        .where(Project.id == project.id)
        .values(project_metadata={"folder": project.name})
    )

with Session(engine) as session, session.begin():
    session.add(Project(name="apollo"))

with Session(engine) as session:
    print(session.scalars(select(Project.project_metadata)).one())
    #> {'folder': 'apollo'}
