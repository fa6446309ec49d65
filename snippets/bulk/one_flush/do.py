from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
names = [f"tool-{number:03}" for number in range(1, 101)]

with Session(engine) as session:
    session.add_all(Tool(name=name) for name in names)
    session.commit()
    #: 1 statement
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 100
