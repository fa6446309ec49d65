from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=2, agents=3)

with Session(engine) as session:
    projects = {
        project.id: project for project in session.scalars(select(Project))
    }

    for agent in session.scalars(select(Agent).order_by(Agent.name)):
        print(agent.name, projects[agent.project_id].status)
        #> project-01 agent-1 DRAFT
        #> project-01 agent-2 DRAFT
        #> project-01 agent-3 DRAFT
        #> project-02 agent-1 DRAFT
        #> project-02 agent-2 DRAFT
        #> project-02 agent-3 DRAFT
#: 2 statements
