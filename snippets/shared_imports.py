"""Imported once, before the first snippet is forked. No snippet needs it.

Here stands what takes longer to import, or to do a first time, than a snippet
takes to run. Each snippet would pay for it otherwise.
"""

import pdb  # noqa: F401  # pytest imports it as it starts
from importlib import import_module

import aiosqlite  # noqa: F401
import alembic.autogenerate
import alembic.command  # noqa: F401
import sqlalchemy.ext.asyncio  # noqa: F401
from _pytest.config import default_plugins
from fastapi import FastAPI
from fastapi.testclient import TestClient
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import (
    Session,
    configure_mappers,
    joinedload,
    selectinload,
)

from domain_database import folders
from domain import Agent, Project, ProjectStatus, new_database

for plugin in default_plugins:
    import_module(f"_pytest.{plugin}")

configure_mappers()


class Body(BaseModel):
    name: str


def use_web() -> None:
    """A request with a body, and a response by a model."""
    app = FastAPI()

    @app.post("/", response_model=Body)
    async def answer(body: Body) -> Body:
        return body

    TestClient(app).post("/", json={"name": "apollo"})


def use_database() -> None:
    """Tables made, rows written, changed, read in the usual ways, deleted."""
    engine = new_database(projects=2, agents=2, tasks=1)
    with Session(engine) as session:
        for each in (
            select(Project).options(selectinload(Project.agents)),
            select(Project).options(joinedload(Project.agents)),
            select(Project).join(Agent).where(Agent.name != "apollo"),
        ):
            session.scalars(each).unique().all()
        project = session.scalars(select(Project).limit(1)).one()
        project.status = ProjectStatus.ACTIVE
        session.commit()
        session.refresh(project)
        session.delete(project)
        session.commit()
    engine.dispose()
    folders.pop().cleanup()


use_web()
use_database()
