from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

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
class AgentOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str

class ProjectOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    name: str
    agents: list[AgentOut]

@app.get("/projects/{name}")
async def read_project(name: str, session: SessionDep) -> ProjectOut:
    statement = select(Project).where(Project.name == name)
    project = (await session.scalars(statement)).one()
    return ProjectOut.model_validate(project)
    #! pydantic_core._pydantic_core.ValidationError: 1 validation error for ProjectOut

with TestClient(app) as client:
    print(client.get("/projects/project-01").json())
