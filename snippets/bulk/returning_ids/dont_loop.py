from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
names = [f"tool-{number:03}" for number in range(1, 101)]

with Session(engine) as session:
    ids = []
    for name in names:
        tool = Tool(name=name)
        session.add(tool)
        session.flush()
        ids.append(tool.id)
    #: 100 statements
    print(len(ids), "keys")
    #> 100 keys
