from sqlalchemy import select, union
from sqlalchemy.orm import Session

from domain import Agent, Tool, new_database

engine = new_database(projects=1, agents=2)

with Session(engine) as session:
    session.add(Tool(name="browser"))
    session.commit()

# page: from here
names = union(select(Agent.name), select(Tool.name))

with Session(engine) as session:
    found = names.where(Agent.name.endswith("r"))
    #! AttributeError: 'CompoundSelect' object has no attribute 'where'
    print(session.scalars(found).all())
