from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1)

# page: from here

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    # page: essence
    agent = Agent(name="scout", project=project)
    # page: essence
    session.commit()
    #! sqlalchemy.exc.SAWarning: Object of type <Agent> not in session, add operation along 'Project.agents' will not proceed

    print(session.scalars(select(Agent.name)).all())
    #!> []
