from typing import Annotated

from database import engine, get_session
from fastapi import BackgroundTasks, Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain import Project

# page: from here
SessionDep = Annotated[Session, Depends(get_session, scope="function")]

app = FastAPI()

def notify(name: str) -> None:
    with Session(engine) as session:
        found = session.scalars(
            select(Project.name).where(Project.name == name)
        ).all()
        print("notify about", found)
        #> notify about ['apollo']

@app.post("/projects", status_code=201)
def create_project(
    name: str, session: SessionDep, tasks: BackgroundTasks
) -> str:
    session.add(Project(name=name))
    tasks.add_task(notify, name)
    return name

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").status_code)
    #> 201
