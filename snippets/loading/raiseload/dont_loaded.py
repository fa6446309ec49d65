from sqlalchemy import select
from sqlalchemy.orm import Session, raiseload, selectinload

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here
statement = select(Project).options(
    selectinload(Project.agents), raiseload("*")
)

with Session(engine) as session:
    for project in session.scalars(statement):
        for agent in project.agents:
            print(agent.name, "of", agent.project.name)
            #! sqlalchemy.exc.InvalidRequestError: 'Agent.project' is not available due to lazy='raise'
