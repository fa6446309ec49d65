from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1, agents=3)

# page: from here
def rename(project_id: UUID, name: str) -> None:
    with Session(engine) as session, session.begin():
        session.get_one(Project, project_id).name = name

with Session(engine) as session:
    project_id = session.scalars(select(Project.id)).one()

rename(project_id, "apollo")

with Session(engine) as session:
    print(session.scalar(select(Project.name)))
    #> apollo
    print(len(session.scalars(select(Agent)).all()), "agents")
    #> 3 agents
