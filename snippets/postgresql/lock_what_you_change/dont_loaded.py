from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with Session(engine) as ada, Session(engine) as bob:
    known = bob.scalars(select(Project)).one()
    print("bob may change", known.name)
    #> bob may change project-01

    ada.scalars(select(Project)).one().project_metadata = {"budget": 100}
    ada.commit()

    locked = select(Project).with_for_update()
    project = bob.scalars(locked).one()
    print("under the lock:", project.project_metadata)
    #!> under the lock: None
