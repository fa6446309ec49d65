from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)

# page: from here
class ProjectOut(BaseModel):
    name: str
    status: str

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(ProjectOut.model_validate(project))
    #! pydantic_core._pydantic_core.ValidationError: 1 validation error for ProjectOut
