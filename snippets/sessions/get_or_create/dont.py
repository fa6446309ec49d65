from meanwhile import create_elsewhere
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

# page: from here
def get_or_create(session: Session, name: str) -> Tool:
    tool = session.scalars(select(Tool).where(Tool.name == name)).one_or_none()
    if tool is None:
        create_elsewhere(session, name)
        tool = Tool(name=name)
        session.add(tool)
        session.flush()
    return tool

with Session(engine) as session, session.begin():
    print(get_or_create(session, "search").name)
