from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=1)

class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

# page: from here
statement = select(Project)

with Session(engine) as session:
    project = session.scalars(statement).one()

print(ProjectOut.model_validate(project).model_dump_json())
#! pydantic_core._pydantic_core.ValidationError: 1 validation error for ProjectOut
