from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Base, Project, add_projects, new_engine

# page: from here
engine = new_engine(pool_size=1, max_overflow=0, pool_timeout=0.1)

# page: to here
Base.metadata.create_all(engine)
add_projects(engine, 1)

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

# page: from here
@app.get("/projects")
def list_projects(session: SessionDep) -> list[str]:
    return list(session.scalars(select(Project.name)))

def ask_model(question: str) -> str:
    """Takes seconds. Meanwhile, another client's request arrives."""
    print(client.get("/projects").json())
    #> ['project-01']
    return f"The answer to: {question}"

@app.get("/projects/{name}/summary")
def summarize(name: str, session: SessionDep) -> str:
    project = session.scalars(
        select(Project).where(Project.name == name)
    ).one()
    question = f"Summarize {project.name}"
    # page: essence
    session.close()
    # page: essence
    return ask_model(question)

with TestClient(app) as client:
    print(client.get("/projects/project-01/summary").json())
    #> The answer to: Summarize project-01
