from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, ProjectStatus, new_database

engine = new_database(projects=1, agents=2)
sent: list[str] = []

# page: from here
@event.listens_for(Session, "after_commit")
def send(session: Session) -> None:
    sent.extend(session.info.pop("messages", []))

@event.listens_for(Session, "after_rollback")
def drop(session: Session) -> None:
    session.info.pop("messages", None)

with Session(engine) as session:
    project = session.scalars(select(Project)).one()
    project.status = ProjectStatus.CLOSED
    session.info["messages"] = [
        f"to {agent.name}: {project.name} is closed"
        for agent in project.agents
    ]
    session.commit()

print(sent)
#> ['to project-01 agent-1: project-01 is closed', 'to project-01 agent-2: project-01 is closed']
