from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1)

# page: from here
class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    status: ProjectStatus

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(ProjectOut.model_validate(project).model_dump_json())
    #> {"name":"project-01","status":"DRAFT"}
