from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    agent = project.agents[0]
    project.agents.remove(agent)
    session.flush()

    rows = session.scalar(select(func.count()).select_from(Agent))
    print("rows:", rows, "members:", len(project.agents))
    #> rows: 1 members: 1
