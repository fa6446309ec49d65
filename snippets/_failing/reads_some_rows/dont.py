from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    agents = set()
    for project in session.scalars(select(Project)):
        agents |= {agent.role for agent in project.agents}
    print(agents)
    #> {'WORKER'}
#: 4 statements
