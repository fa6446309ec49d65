from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()
rows = [{"name": "shell"}, {"name": "browser"}, {"name": "search"}]

with Session(engine) as session:
    # page: essence
    statement = insert(Tool).returning(Tool.id, sort_by_parameter_order=True)
    ids = session.scalars(statement, rows).all()
    for tool_id in ids:
        print(session.scalar(select(Tool.name).where(Tool.id == tool_id)))
        #> shell
        #> browser
        #> search
