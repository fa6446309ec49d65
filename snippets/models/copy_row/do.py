from copy import deepcopy

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from domain import Agent, new_database

engine = new_database(projects=1, agents=1)

# page: from here
with Session(engine) as session:
    agent = session.scalars(select(Agent)).one()
    values = {
        attribute.key: deepcopy(getattr(agent, attribute.key))
        for attribute in inspect(Agent).column_attrs
        if attribute.key not in {"id", "created_at", "updated_at"}
    }
    # page: essence
    session.add(Agent(**values | {"name": "the copy"}))
    session.commit()
    print(session.scalars(select(Agent.name).order_by(Agent.name)).all())
    #> ['project-01 agent-1', 'the copy']
