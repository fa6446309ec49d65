from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, ProjectStatus, new_database

engine = new_database(projects=10, agents=3)

def drop_drafts(session: Session) -> None:
    # page: essence
    session.execute(
        delete(Project).where(Project.status == ProjectStatus.DRAFT)
    )
    session.commit()

with Session(engine) as session:
    drop_drafts(session)
    #: 1 statement

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Agent)))
    #> 0
