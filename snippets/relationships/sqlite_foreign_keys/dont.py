from sqlalchemy import create_engine, delete, select
from sqlalchemy.orm import Session

from domain import Agent, Base, Project

# page: from here
# page: essence
engine = create_engine("sqlite://")

# page: to here
Base.metadata.create_all(engine)

# page: from here
with Session(engine) as session:
    session.add(Project(name="apollo", agents=[Agent(name="scout")]))
    session.commit()

    session.execute(delete(Project))
    session.commit()
    print("agents left:", session.scalars(select(Agent.name)).all())
    #!> agents left: ['scout']
