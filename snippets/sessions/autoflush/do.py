from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

with Session(engine) as session:
    project = session.scalars(
        select(Project).where(Project.name == "project-01")
    ).one()
    # page: essence
    agent = Agent(name="planner", project=project)
    # page: essence
    session.add(agent)
    session.commit()
    print(agent.name, "works on", agent.project.name)
    #> planner works on project-01
