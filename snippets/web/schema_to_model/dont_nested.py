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
    session.add(Project(**body.model_dump()))
    #! AttributeError: 'dict' object has no attribute '_sa_instance_state'

with Session(engine) as session:
    print(session.scalars(select(Agent.name)).all())
