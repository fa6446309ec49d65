from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=1)

# page: from here
# page: essence
class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    # page: essence
    project: "ProjectOut"

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(ProjectOut.model_validate(project).model_dump())
    #! pydantic_core._pydantic_core.ValidationError: 1 validation error for ProjectOut
