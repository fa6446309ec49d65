import json

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

# page: from here
with Session(engine) as session:
    session.add(Tool(name="browser", tool_metadata={"timeout": 30}))
    session.commit()

    tool = session.scalars(select(Tool)).one()
    print(json.dumps(vars(tool)))
    #! TypeError: Object of type InstanceState is not JSON serializable
