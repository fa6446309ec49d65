from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Agent, Project, ProjectStatus, new_database

engine = new_database(projects=10, agents=3)

def drop_drafts(session: Session) -> None:
    drafts = session.scalars(
        select(Project).where(Project.status == ProjectStatus.DRAFT)
    )
    for project in drafts:
        # page: essence
        session.delete(project)
    session.commit()

with Session(engine) as session:
    drop_drafts(session)
    #: 2 statements, 11 parameter sets

with Session(engine) as session:
    print(session.scalar(select(func.count()).select_from(Agent)))
    #> 0
