from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from domain import Agent, Project, ProjectStatus, new_database

engine = new_database(projects=3, agents=1)

# page: from here
statement = (
    select(Agent)
    .join(Agent.project)
    .where(Project.status == ProjectStatus.DRAFT)
    .options(contains_eager(Agent.project))
    .order_by(Project.name)
)

with Session(engine) as session:
    for agent in session.scalars(statement):
        print(agent.name, "of", agent.project.name)
        #> project-01 agent-1 of project-01
        #> project-02 agent-1 of project-02
        #> project-03 agent-1 of project-03
    #: 1 statement
