from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from service_models import Task, new_task_database
from sqlalchemy.orm import Session

engine = new_task_database()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI()

class TaskOut(BaseModel):
    note: str
    version: int

@app.get("/tasks/{task_id}", response_model=TaskOut)
def read_task(task_id: int, session: SessionDep) -> Task:
    return session.get_one(Task, task_id)

# page: from here
class TaskPatch(BaseModel):
    note: str

@app.patch("/tasks/{task_id}")
def change_task(task_id: int, body: TaskPatch, session: SessionDep) -> None:
    # page: essence
    task = session.get_one(Task, task_id)
    # page: essence
    task.note = body.note
    session.commit()

with TestClient(app) as client:
    ada = client.get("/tasks/1").json()
    ben = client.get("/tasks/1").json()
    ada["note"] = "Ask the users"
    print(client.patch("/tasks/1", json=ada).status_code)
    #> 200
    ben["note"] = "Ask the lawyers"
    print(client.patch("/tasks/1", json=ben).status_code)
    #!> 200
