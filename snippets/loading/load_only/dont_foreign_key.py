from sqlalchemy import select
from sqlalchemy.orm import Session, load_only

from domain import Agent, new_database

engine = new_database(projects=2, agents=1)

# page: from here
statement = select(Agent).order_by(Agent.name).options(load_only(Agent.name))

with Session(engine) as session:
    for agent in session.scalars(statement):
        print(agent.name, "of", agent.project.name)
        #> project-01 agent-1 of project-01
        #> project-02 agent-1 of project-02
    #: 5 statements
