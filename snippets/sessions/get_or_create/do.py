from meanwhile import create_elsewhere
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database()

# page: from here
def get_or_create(session: Session, name: str) -> Tool:
    query = select(Tool).where(Tool.name == name)
    tool = session.scalars(query).one_or_none()
    if tool is None:
        create_elsewhere(session, name)
        try:
            with session.begin_nested():
                tool = Tool(name=name)
                session.add(tool)
            #! [sqlite] sqlalchemy.exc.IntegrityError: (sqlite3.IntegrityError) UNIQUE constraint failed: tool.name
            #! [postgresql] sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_tool_name"
        except IntegrityError:
            tool = session.scalars(query).one()
    return tool

with Session(engine) as session, session.begin():
    print(get_or_create(session, "search").name)
    #> search
