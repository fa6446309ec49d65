from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    session.execute(update(Project).values(project_metadata={"budget": 100}))
    session.commit()
    print(session.scalars(select(Project.project_metadata)).one())
    #> {'budget': 100}
