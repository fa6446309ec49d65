from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    agents = set()
    first = select(Project).where(Project.name == "project-01")
    for project in session.scalars(first):
        agents |= {agent.role for agent in project.agents}
    print(agents)
    #> {'WORKER'}
#: 2 statements
