from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from domain import Agent, Project, new_database

engine = new_database(projects=3, agents=2)

with Session(engine) as session:
    session.execute(
        update(Agent)
        .where(Agent.name == "project-02 agent-1")
        .values(role="LEAD")
    )
    session.commit()

# page: from here
statement = (
    select(Project)
    .options(joinedload(Project.agents))
    .where(Project.agents.any(Agent.role == "LEAD"))
    .order_by(Project.name)
)

with Session(engine) as session:
    projects = session.scalars(statement).unique().all()
    #: 1 statement

print([project.name for project in projects])
#> ['project-02']
