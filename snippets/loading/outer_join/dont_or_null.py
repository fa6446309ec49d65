from sqlalchemy import or_, select
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
    .where(or_(Agent.role == "LEAD", Agent.id.is_(None)))
    .order_by(Project.name)
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #!> [('apollo', 'ada'), ('mercury', None)]
