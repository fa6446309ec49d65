from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=1)

# page: from here
class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

statement = select(Project).order_by(Project.name)

with Session(engine) as session:
    for project in session.scalars(statement):
        print(ProjectOut.model_validate(project).model_dump_json())
        #> {"name":"project-01","agents":[{"name":"project-01 agent-1"}]}
        #> {"name":"project-02","agents":[{"name":"project-02 agent-1"}]}
        #> {"name":"project-03","agents":[{"name":"project-03 agent-1"}]}
    #: 4 statements
