from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database
from postgresql._locks import background

engine = new_database(projects=1, on="postgresql")

# page: from here
def lock(session: Session) -> Project:
    return session.scalars(select(Project).with_for_update()).one()

def add_agent(session: Session, name: str) -> None:
    project = session.scalars(select(Project)).one()
    session.add(Agent(name=name, project=project))
    session.flush()

with Session(engine) as ada, Session(engine) as bob:
    # page: essence
    lock(ada)
    with background(engine) as threads:
        request = threads.start(lock, bob)
        add_agent(ada, "scout")
        ada.commit()
        request.result()
    add_agent(bob, "coder")
    bob.commit()

with Session(engine) as session:
    print(session.scalars(select(Agent.name).order_by(Agent.name)).all())
    #> ['coder', 'scout']
