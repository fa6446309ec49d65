from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.responses import StreamingResponse
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1, agents=2)

# page: from here
def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

def lines(project: Project) -> Iterator[str]:
    for agent in project.agents:
        yield f"{agent.name}\n"
    #! sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <Project at ...> is not bound to a Session; lazy load operation of attribute 'agents' cannot proceed

@app.get("/projects/{name}/agents.txt")
def export_agents(name: str, session: SessionDep) -> StreamingResponse:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    return StreamingResponse(lines(project), media_type="text/plain")

with TestClient(app) as client:
    print(client.get("/projects/project-01/agents.txt").text.splitlines())
