from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(on="postgresql")

with Session(engine) as session:
    project = Project(name="apollo")
    for name in "zoe", "ada":
        session.add(Agent(name=name, project=project))
        session.flush()
    session.commit()

# page: from here
names = func.array_agg(Agent.name)

with Session(engine) as session:
    print(session.scalar(select(names)))
    #!> ['zoe', 'ada']
