from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from domain import Agent, Project, new_database

new_session = sessionmaker(new_database())

class NoModelLeft(Exception):
    pass

# page: from here
def add_agent(project: Project, name: str) -> None:
    if len(project.agents) == 2:
        raise NoModelLeft(name)
    project.agents.append(Agent(name=name))

def start_project(name: str, agents: list[str]) -> None:
    with new_session() as session:
        project = Project(name=name)
        session.add(project)
        session.commit()
        for agent in agents:
            add_agent(project, agent)
            session.commit()

try:
    start_project("apollo", ["planner", "coder", "tester"])
except NoModelLeft as error:
    print("no model left for", error)
    #> no model left for tester

with new_session() as session:
    print(session.scalars(select(Project.name)).all())
    #!> ['apollo']
    print(session.scalars(select(Agent.name).order_by(Agent.name)).all())
    #!> ['coder', 'planner']
