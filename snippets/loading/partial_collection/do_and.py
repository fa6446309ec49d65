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
leads = selectinload(Project.agents.and_(Agent.role == "LEAD"))

with Session(engine) as session:
    project = session.scalars(select(Project).options(leads)).one()
    print("leads:", [agent.name for agent in project.agents])
    #> leads: ['project-01 agent-1']

    # page: essence
    whole = (
        select(Project)
        .options(selectinload(Project.agents))
        .execution_options(populate_existing=True)
    )
    project = session.scalars(whole).one()
    print(project.name, "has", len(project.agents), "agents")
    #> project-01 has 3 agents
