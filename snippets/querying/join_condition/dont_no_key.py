from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, User, new_database

engine = new_database()

with Session(engine) as session:
    session.add(User(email="ada@example.org"))
    session.add(Tool(name="ada@example.org"))
    session.commit()

# page: from here
statement = select(User.email, Tool.name).join(Tool)

with Session(engine) as session:
    print(session.execute(statement).all())
    #! sqlalchemy.exc.InvalidRequestError: Don't know how to join to <Mapper at ...; Tool>. Please use the .select_from() method to establish an explicit left side, as well as providing an explicit ON clause if not present already to help resolve the ambiguity.
