"""The application under test, with asynchronous endpoints."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from domain import Project, new_async_database

engine = new_async_database(on="postgresql")
sessions = async_sessionmaker(engine, expire_on_commit=False)
app = FastAPI()


async def get_session() -> AsyncIterator[AsyncSession]:
    async with sessions() as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]


@app.post("/projects", status_code=201)
async def create_project(name: str, session: SessionDep) -> None:
    session.add(Project(name=name))
    await session.commit()
