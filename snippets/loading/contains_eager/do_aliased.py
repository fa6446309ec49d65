from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, contains_eager

from domain import Agent, Communication, Project, new_database

engine = new_database()

with Session(engine) as session:
    project = Project(name="apollo")
    scout = Agent(name="scout", project=project)
    writer = Agent(name="writer", project=project)
    session.add_all(
        [
            Communication(content="?", from_agent=scout, to_agent=writer),
            Communication(content="!", from_agent=writer, to_agent=scout),
        ]
    )
    session.commit()

# page: from here
sender = aliased(Agent)
statement = (
    select(Communication)
    .join(Communication.from_agent.of_type(sender))
    .options(contains_eager(Communication.from_agent.of_type(sender)))
    .order_by(sender.name)
)

with Session(engine) as session:
    messages = session.scalars(statement).all()
    #: 1 statement
    print([message.content for message in messages])
    #> ['?', '!']
