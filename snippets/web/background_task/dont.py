from collections.abc import Iterator
from typing import Annotated

from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

# page: from here
SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

def notify(project: Project) -> None:
    print("notify about", project.name)
    #! sqlalchemy.orm.exc.DetachedInstanceError: Instance <Project at ...> is not bound to a Session; attribute refresh operation cannot proceed

@app.post("/projects", status_code=201)
def create_project(
    name: str, session: SessionDep, tasks: BackgroundTasks
) -> None:
    project = Project(name=name)
    session.add(project)
    session.commit()
    # page: essence
    tasks.add_task(notify, project)

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").status_code)
