from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import selectinload

from domain import Project, new_async_database

engine = new_async_database(projects=1, agents=2)
sessions = async_sessionmaker(engine, expire_on_commit=False)

@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    yield
    await engine.dispose()

async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session

SessionDep = Annotated[AsyncSession, Depends(get_session)]

app = FastAPI(lifespan=lifespan)

# page: from here
@app.get("/projects/{name}/agents")
async def list_agents(name: str, session: SessionDep) -> list[str]:
    statement = (
        select(Project)
        .where(Project.name == name)
        .options(selectinload(Project.agents))
    )
    project = (await session.scalars(statement)).one()
    return [agent.name for agent in project.agents]

with TestClient(app) as client:
    print(client.get("/projects/project-01/agents").json())
    #> ['project-01 agent-1', 'project-01 agent-2']
