import math

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
speed = float("nan")

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.project_metadata = {
        "speed": speed if math.isfinite(speed) else None
    }
    session.commit()
    print(project.project_metadata)
    #> {'speed': None}
