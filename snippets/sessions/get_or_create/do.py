from meanwhile import create_elsewhere
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from domain import Tool, new_database

engine = new_database(on="postgresql")

# page: from here
def get_or_create(session: Session, name: str) -> Tool:
    query = select(Tool).where(Tool.name == name)
    tool = session.scalars(query).one_or_none()
    if tool is None:
        create_elsewhere(session, name)
        statement = insert(Tool).values(name=name)
        # page: essence
        session.execute(statement.on_conflict_do_nothing())
        tool = session.scalars(query).one()
    return tool

with Session(engine) as session, session.begin():
    print(get_or_create(session, "search").name)
    #> search
