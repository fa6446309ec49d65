"""Projects with a document each, and a note of every document read."""

import json
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from domain import Base, Project, new_engine

documents_read: list[Any] = []


def read(document: str | bytes) -> Any:
    """What the engine calls for each JSON value that a query returns."""
    documents_read.append(json.loads(document))
    return documents_read[-1]


def new_database_with_documents(projects: int) -> Engine:
    engine = new_engine(json_deserializer=read)
    Base.metadata.create_all(engine, checkfirst=False)
    with Session(engine) as session:
        for number in range(1, projects + 1):
            brief = {"brief": "What the project is for. " * 1000}
            name = f"project-{number:02}"
            session.add(Project(name=name, project_metadata=brief))
        session.commit()
    return engine
