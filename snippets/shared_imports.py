"""Imported once, before the first snippet is forked. No snippet needs it.

Here stands what takes longer to import, or to do a first time, than a snippet
takes to run. Each snippet would pay for it otherwise.
"""

from importlib import import_module

import aiosqlite  # noqa: F401
import alembic.autogenerate
import alembic.command  # noqa: F401
from _pytest.config import default_plugins
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import configure_mappers

import domain  # noqa: F401

for plugin in default_plugins:
    import_module(f"_pytest.{plugin}")

configure_mappers()
TestClient(FastAPI()).get("/")
