from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
names = [f"tool-{number:03}" for number in range(1, 101)]

with Session(engine) as session:
    for name in names:
        session.add(Tool(name=name))
        session.commit()
    #: 100 statements
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 100
