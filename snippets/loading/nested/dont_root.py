from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from domain import Agent, Project, new_database

engine = new_database(projects=3, agents=2)

# page: from here
with Session(engine) as session:
    query = select(Project).options(
        selectinload(Project.agents), selectinload(Agent.tools)
    )
    for project in session.scalars(query.order_by(Project.name)):
        print(project.name, [len(agent.tools) for agent in project.agents])
    #! sqlalchemy.exc.ArgumentError: Mapped class ... does not apply to any of the root entities in this query, e.g. .... Please specify the full path from one of the root entities to the target attribute.
