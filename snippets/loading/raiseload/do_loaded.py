from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here
statement = select(Project).options(
    selectinload(Project.agents), raiseload("*", sql_only=True)
)

with Session(engine) as session:
    for project in session.scalars(statement):
        for agent in project.agents:
            print(agent.name, "of", agent.project.name)
            #> project-01 agent-1 of project-01
            #> project-01 agent-2 of project-01
