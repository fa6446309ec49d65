from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

with Session(engine) as session:
    session.add_all([Tool(name="web_search"), Tool(name="websocket")])
    session.commit()

# page: from here
term = "web_"

with Session(engine) as session:
    found = select(Tool.name).where(
        Tool.name.startswith(term, autoescape=True)
    )
    print(session.scalars(found.order_by(Tool.name)).all())
    #> ['web_search']
