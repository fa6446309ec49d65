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
sessions = async_sessionmaker(engine, expire_on_commit=False)

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

with TestClient(app) as client:
    print(client.post("/projects?name=apollo").json())
    #> DRAFT
