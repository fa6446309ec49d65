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
statement = select(Agent.name, Communication.content).join(Communication)

with Session(engine) as session:
    print(session.execute(statement).all())
    #! sqlalchemy.exc.AmbiguousForeignKeysError: Can't determine join between 'agent' and 'communication'; tables have more than one foreign key constraint relationship between them. Please specify the 'onclause' of this join explicitly.
