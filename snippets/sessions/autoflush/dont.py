from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    agent = Agent(name="planner")
    # page: essence
    session.add(agent)
    # page: essence
    agent.project = session.scalars(
        select(Project).where(Project.name == "project-01")
    ).one()
    #! sqlalchemy.exc.IntegrityError: (raised as a result of Query-invoked autoflush; consider using a session.no_autoflush block if this flush is occurring prematurely)
    session.commit()
    print(agent.name, "works on", agent.project.name)
