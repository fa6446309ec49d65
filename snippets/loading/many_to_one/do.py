from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain import Agent, new_database

# page: from here
engine = new_database(projects=3, agents=2)

statement = (
    select(Agent)
    .order_by(Agent.name)
    .options(joinedload(Agent.project, innerjoin=True))
)

with Session(engine) as session:
    for agent in session.scalars(statement):
        print(agent.name, agent.project.status)
        #> project-01 agent-1 DRAFT
        #> project-01 agent-2 DRAFT
        #> project-02 agent-1 DRAFT
        #> project-02 agent-2 DRAFT
        #> project-03 agent-1 DRAFT
        #> project-03 agent-2 DRAFT
    #: 1 statement
