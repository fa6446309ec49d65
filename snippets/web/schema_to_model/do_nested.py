from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

# page: from here
class AgentCreate(BaseModel):
    name: str

class ProjectCreate(BaseModel):
    name: str
    agents: list[AgentCreate] = []

body = ProjectCreate(name="apollo", agents=[AgentCreate(name="scout")])

with Session(engine) as session, session.begin():
    project = Project(**body.model_dump(exclude={"agents"}))
    project.agents = [Agent(**each.model_dump()) for each in body.agents]
    session.add(project)

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
    #> ['scout']
