from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
rows = [{"name": "shell"}, {"name": "browser"}, {"name": "search"}]

with Session(engine) as session:
    # page: essence
    ids = session.scalars(insert(Tool), rows).all()
    #! sqlalchemy.exc.ResourceClosedError: This result object does not return rows. It has been closed automatically.
    for tool_id in ids:
        print(session.scalar(select(Tool.name).where(Tool.id == tool_id)))
