from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
rows = [{"name": f"tool-{number:03}"} for number in range(1, 101)]

with Session(engine) as session, session.begin():
    session.execute(insert(Tool).returning(Tool.id), rows)
    #: 1 statement

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Tool)))
    #> 100
