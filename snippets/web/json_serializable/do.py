from fastapi.encoders import jsonable_encoder
from fastapi.responses import JSONResponse
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    values = {"name": project.name, "created_at": project.created_at}
    response = JSONResponse(jsonable_encoder(values))
    print(response.status_code)
    #> 200
