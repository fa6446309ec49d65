from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database
from postgresql._locks import background

engine = new_database(projects=2, on="postgresql")

# page: from here
def lock(session: Session, name: str) -> Project:
    query = select(Project).where(Project.name == name)
    return session.scalars(query.with_for_update()).one()

with Session(engine) as ada, Session(engine) as bob:
    lock(ada, "project-01")
    with background(engine) as threads:
        # page: essence
        request = threads.start(lock, bob, "project-01")
        lock(ada, "project-02")
        ada.commit()
        request.result()
    print("bob's turn:", lock(bob, "project-02").name)
    #> bob's turn: project-02
