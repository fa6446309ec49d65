from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1, agents=2)
sent: list[str] = []

# page: from here
@event.listens_for(Session, "after_commit")
def send(session: Session) -> None:
    for project in session.info.pop("closed", []):
        sent.extend(
            f"to {agent.name}: {project.name} is closed"
            for agent in project.agents
        )
        #! sqlalchemy.exc.InvalidRequestError: This session is in 'committed' state; no further SQL can be emitted within this transaction.

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.status = ProjectStatus.CLOSED
    session.info["closed"] = [project]
    session.commit()

print(sent)
