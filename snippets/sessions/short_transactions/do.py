from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

engine = new_engine(on="sqlite", connect_args={"timeout": 0.1})
Base.metadata.create_all(engine)

# page: from here
def handle_request() -> None:
    with Session(engine) as session, session.begin():
        session.add(Project(name="gemini"))

def slow_work() -> None:
    """The import reads a file, and meanwhile a request arrives."""
    handle_request()

with Session(engine) as session:
    session.add(Project(name="apollo"))
    # page: essence
    session.commit()
    # page: essence
    slow_work()

    print(session.scalars(select(Project.name).order_by(Project.name)).all())
    #> ['apollo', 'gemini']
