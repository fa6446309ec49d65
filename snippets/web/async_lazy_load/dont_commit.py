from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database()

@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()

# page: from here
sessions = async_sessionmaker(engine)

async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session

SessionDep = Annotated[AsyncSession, Depends(get_session)]

app = FastAPI(lifespan=lifespan)

@app.post("/projects")
async def create_project(name: str, session: SessionDep) -> str:
    project = Project(name=name)
    session.add(project)
    await session.commit()
    return project.status
    #! [sqlalchemy<2.1] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here. Was IO attempted in an unexpected place?
    #! [sqlalchemy>=2.1, postgresql] sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?
    #! [sqlalchemy>=2.1, sqlite] sqlalchemy.exc.StatementError: (sqlalchemy.exc.MissingGreenlet) greenlet_spawn has not been called; can't call await_() here. Was IO attempted in an unexpected place?

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").json())
