from meanwhile import create_elsewhere
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain import Project, Tool, new_database

engine = new_database(on="postgresql")

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
            #! sqlalchemy.exc.IntegrityError: (psycopg.errors.UniqueViolation) duplicate key value violates unique constraint "uq_tool_name"
        except IntegrityError:
            tool = session.scalars(query).one()
    return tool

with Session(engine) as session:
    session.add(Project(name="apollo"))
    print(get_or_create(session, "search").name)
    #> search
    session.commit()

with Session(engine) as session:
    print(session.scalars(select(Project.name)).all())
    #> ['apollo']
