from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

# page: from here
with Session(engine) as session:
    session.add(Project(name="apollo", project_metadata={"budget": "low"}))
    session.commit()

    project = session.scalars(select(Project)).one()
    assert project.project_metadata
    print(project.project_metadata["budget"])
    #> low
