import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(json.dumps(project))
    #! TypeError: Object of type Project is not JSON serializable
