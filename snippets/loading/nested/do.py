from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Agent, Project, new_database

engine = new_database(projects=3, agents=2)

# page: from here
with Session(engine) as session:
    agents = selectinload(Project.agents)
    query = select(Project).options(agents.selectinload(Agent.tools))
    for project in session.scalars(query.order_by(Project.name)):
        print(project.name, [len(agent.tools) for agent in project.agents])
        #> project-01 [0, 0]
        #> project-02 [0, 0]
        #> project-03 [0, 0]
    #: 3 statements
