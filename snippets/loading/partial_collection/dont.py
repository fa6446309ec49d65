from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, selectinload

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
statement = (
    select(Project)
    .join(Project.agents)
    .where(Agent.role == "LEAD")
    .options(contains_eager(Project.agents))
)

with Session(engine) as session:
    for project in session.scalars(statement).unique():
        print(project.name, "is led by", project.agents[0].name)
        #> project-01 is led by project-01 agent-1

    project = session.scalars(
        select(Project).options(selectinload(Project.agents))
    ).one()
    print(project.name, "has", len(project.agents), "agents")
    #!> project-01 has 1 agents
