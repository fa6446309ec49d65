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
statement = (
    select(Project, Agent).join(Project.agents).where(Agent.role == "LEAD")
)

with Session(engine) as session:
    for project, lead in session.execute(statement):
        print(project.name, "is led by", lead.name)
        #> project-01 is led by project-01 agent-1

    project = session.scalars(
        select(Project).options(selectinload(Project.agents))
    ).one()
    print(project.name, "has", len(project.agents), "agents")
    #> project-01 has 3 agents
