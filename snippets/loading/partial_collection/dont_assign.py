from sqlalchemy import select, update
from sqlalchemy.orm import Session, selectinload

from domain import Agent, Project, new_database

engine = new_database(projects=1, agents=3)

with Session(engine) as session:
    session.execute(
        update(Agent)
        .where(Agent.name == "project-01 agent-1")
        .values(role="LEAD")
    )
    session.commit()

# page: from here
# page: essence
statement = select(Project).options(
    selectinload(Project.agents.and_(Agent.role == "LEAD"))
)

with Session(engine) as session:
    project = session.scalars(statement).one()
    project.agents = [Agent(name="scout")]
    session.commit()
    print([agent.name for agent in project.agents])
    #!> ['project-01 agent-2', 'project-01 agent-3', 'scout']
