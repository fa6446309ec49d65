from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, User, new_database

engine = new_database()

with Session(engine) as session:
    session.add(User(email="ada@example.org"))
    session.add(Tool(name="ada@example.org"))
    session.commit()

# page: from here
statement = select(User.email, Tool.name).join(Tool, Tool.name == User.email)

with Session(engine) as session:
    print(session.execute(statement).all())
    #> [('ada@example.org', 'ada@example.org')]
