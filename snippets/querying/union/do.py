from sqlalchemy import select, union
from sqlalchemy.orm import Session

from domain import Agent, Tool, new_database

engine = new_database(projects=1, agents=2)

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()

# page: from here
names = union(select(Agent.name), select(Tool.name)).subquery()

with Session(engine) as session:
    found = select(names.c.name).where(names.c.name.endswith("r"))
    print(session.scalars(found).all())
    #> ['browser']
