from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Communication, new_database

engine = new_database(projects=1, agents=2)

with Session(engine) as session:
    sender, receiver = session.scalars(select(Agent).order_by(Agent.name))
    session.add(
        Communication(content="hi", from_agent=sender, to_agent=receiver)
    )
    session.commit()

# page: from here
statement = select(Agent.name, Communication.content).join(
    Communication.from_agent
)

with Session(engine) as session:
    print(session.execute(statement).all())
    #> [('project-01 agent-1', 'hi')]
