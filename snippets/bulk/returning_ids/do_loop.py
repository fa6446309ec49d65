from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
names = [f"tool-{number:03}" for number in range(1, 101)]

with Session(engine) as session:
    tools = [Tool(name=name) for name in names]
    session.add_all(tools)
    session.flush()
    #: 1 statement
    ids = [tool.id for tool in tools]
    print(len(ids), "keys")
    #> 100 keys
