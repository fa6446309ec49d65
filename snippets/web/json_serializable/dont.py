from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    values = {"name": project.name, "created_at": project.created_at}
    response = JSONResponse(values)
    #! TypeError: Object of type datetime is not JSON serializable
    print(response.status_code)
