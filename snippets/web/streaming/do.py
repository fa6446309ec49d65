from collections.abc import Iterator
from typing import Annotated
from uuid import UUID

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Agent, Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

def lines(project_id: UUID) -> Iterator[str]:
    names = (
        select(Agent.name)
        .where(Agent.project_id == project_id)
        .order_by(Agent.name)
    )
    with Session(engine) as session:
        for name in session.scalars(names.execution_options(yield_per=1000)):
            yield f"{name}\n"

@app.get("/projects/{name}/agents.txt")
def export_agents(name: str, session: SessionDep) -> StreamingResponse:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    return StreamingResponse(lines(project.id), media_type="text/plain")

with TestClient(app) as client:
    print(client.get("/projects/project-01/agents.txt").text.splitlines())
    #> ['project-01 agent-1', 'project-01 agent-2']
