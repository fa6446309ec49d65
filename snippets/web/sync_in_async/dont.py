import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from domain import Project, new_database

engine = new_database(projects=1)
event.listen(engine, "before_cursor_execute", lambda *_: time.sleep(0.1))

beats: list[float] = []

async def heart() -> None:
    while True:
        beats.append(time.monotonic())
        await asyncio.sleep(0.005)

@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    task = asyncio.create_task(heart())
    yield
    task.cancel()

def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session

SessionDep = Annotated[Session, Depends(get_session)]

app = FastAPI(lifespan=lifespan)

# page: from here
@app.get("/projects")
async def list_projects(session: SessionDep) -> list[str]:
    before = len(beats)
    names = session.scalars(select(Project.name)).all()
    print("the loop ran meanwhile:", len(beats) > before)
    #!> the loop ran meanwhile: False
    return list(names)

with TestClient(app) as client:
    print(client.get("/projects").json())
    #> ['project-01']
