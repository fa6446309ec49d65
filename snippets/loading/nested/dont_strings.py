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
    query = select(Project).options(selectinload("agents.tools"))
    #! sqlalchemy.exc.ArgumentError: Strings are not accepted for attribute names in loader options; please use class-bound attributes directly.
    for project in session.scalars(query.order_by(Project.name)):
        print(project.name, [len(agent.tools) for agent in project.agents])
