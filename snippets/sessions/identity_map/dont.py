from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=2, agents=3)

def status_of(session: Session, agent: Agent) -> str:
    return session.get_one(Project, agent.project_id).status

with Session(engine) as session:
    for agent in session.scalars(select(Agent).order_by(Agent.name)):
        print(agent.name, status_of(session, agent))
        #> project-01 agent-1 DRAFT
        #> project-01 agent-2 DRAFT
        #> project-01 agent-3 DRAFT
        #> project-02 agent-1 DRAFT
        #> project-02 agent-2 DRAFT
        #> project-02 agent-3 DRAFT
#: 7 statements
