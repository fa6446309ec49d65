from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=3, agents=2)

statement = select(Project).order_by(Project.name)

with Session(engine) as session:
    for project in session.scalars(statement):
        names = [agent.name for agent in project.agents]
        print(names)
        #> ['project-01 agent-1', 'project-01 agent-2']
        #> ['project-02 agent-1', 'project-02 agent-2']
        #> ['project-03 agent-1', 'project-03 agent-2']
    #: 4 statements
