from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database()

with Session(engine) as session:
    session.add_all(
        [
            Project(name="apollo", agents=[Agent(name="ada", role="LEAD")]),
            Project(name="gemini", agents=[Agent(name="grace")]),
            Project(name="mercury"),
        ]
    )
    session.commit()

# page: from here
statement = (
    select(Project.name, Agent.name)
    .outerjoin(Project.agents)
    .where(Agent.role == "LEAD")
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #!> [('apollo', 'ada')]
