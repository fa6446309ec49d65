from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Agent, Project, Tool, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    browser = Tool(name="browser")
    for agent in session.scalars(select(Agent)):
        agent.tools.append(browser)
    session.commit()

# page: from here
with Session(engine) as session:
    agents = selectinload(Project.agents)
    query = select(Project).options(agents.selectinload(Agent.tools))
    for project in session.scalars(query.order_by(Project.name)):
        print(project.name, [len(agent.tools) for agent in project.agents])
        #> project-01 [1, 1]
        #> project-02 [1, 1]
        #> project-03 [1, 1]
    #: 3 statements
