from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=1)

# page: from here
# page: essence
class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    # page: essence
    name: str

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    print(ProjectOut.model_validate(project).model_dump())
    #> {'name': 'project-01', 'agents': [{'name': 'project-01 agent-1'}]}
