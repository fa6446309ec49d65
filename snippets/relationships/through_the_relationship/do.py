from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=2, agents=1)

# page: from here

with Session(engine) as session:
    first, second = session.scalars(select(Project).order_by(Project.name))
    agent = first.agents[0]
    print(agent.name, "of", agent.project.name)
    #> project-01 agent-1 of project-01

    agent.project = second
    session.flush()
    print(agent.name, "of", agent.project.name)
    #> project-01 agent-1 of project-02
