from meanwhile import create_elsewhere
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

# page: from here
def get_or_create(session: Session, name: str) -> Tool:
    query = select(Tool).where(Tool.name == name)
    tool = session.scalars(query).one_or_none()
    if tool is None:
        create_elsewhere(session, name)
        tool = Tool(name=name)
        # page: essence
        session.add(tool)
        session.flush()
        #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_tool_name"
    return tool

with Session(engine) as session, session.begin():
    print(get_or_create(session, "search").name)
