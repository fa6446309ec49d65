"""The models that the chapters share, and a database to try them on.

Berrys_AgentsV2 plans work as projects. Agents carry out a project's tasks with
tools, write to each other, and ask people when they must not decide alone.
"""

import os
import tempfile
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    Column,
    Engine,
    ForeignKey,
    String,
    Table,
    create_engine,
    event,
    func,
)
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)


class Base(DeclarativeBase):
    type_annotation_map = {dict[str, Any]: JSON}


class Entity(Base):
    """What every table of the project has: a key, and when its row changed."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(
        server_default=func.now(), onupdate=func.now()
    )


class User(Entity):
    __tablename__ = "user_account"

    email: Mapped[str] = mapped_column(String(320), unique=True)
    chat_sessions: Mapped[list["ChatSession"]] = relationship(
        back_populates="user", cascade="all, delete-orphan"
    )


class Project(Entity):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    status: Mapped[str] = mapped_column(String(20), default="DRAFT")
    project_metadata: Mapped[dict[str, Any] | None]
    agents: Mapped[list["Agent"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        order_by="Agent.name",
    )
    tasks: Mapped[list["Task"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        order_by="Task.title",
    )


class AIModel(Entity):
    __tablename__ = "ai_model"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    provider: Mapped[str] = mapped_column(String(50))
    model_metadata: Mapped[dict[str, Any] | None]


agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id"), primary_key=True),
)


class Agent(Entity):
    __tablename__ = "agent"

    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(50), default="WORKER")
    project_id: Mapped[UUID] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    ai_model_id: Mapped[UUID | None] = mapped_column(ForeignKey("ai_model.id"))
    project: Mapped[Project] = relationship(back_populates="agents")
    ai_model: Mapped[AIModel | None] = relationship()
    tools: Mapped[list["Tool"]] = relationship(
        secondary=agent_tool, back_populates="agents", order_by="Tool.name"
    )


class Tool(Entity):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    tool_metadata: Mapped[dict[str, Any] | None]
    agents: Mapped[list[Agent]] = relationship(
        secondary=agent_tool, back_populates="tools", order_by="Agent.name"
    )


class Task(Entity):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(String(200))
    status: Mapped[str] = mapped_column(String(20), default="OPEN")
    project_id: Mapped[UUID] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agent.id"))
    project: Mapped[Project] = relationship(back_populates="tasks")
    agent: Mapped[Agent | None] = relationship()


class Communication(Entity):
    __tablename__ = "communication"

    content: Mapped[str]
    communication_metadata: Mapped[dict[str, Any] | None]
    from_agent_id: Mapped[UUID] = mapped_column(ForeignKey("agent.id"))
    to_agent_id: Mapped[UUID] = mapped_column(ForeignKey("agent.id"))
    from_agent: Mapped[Agent] = relationship(foreign_keys=from_agent_id)
    to_agent: Mapped[Agent] = relationship(foreign_keys=to_agent_id)


class HumanInteraction(Entity):
    __tablename__ = "human_interaction"
    __mapper_args__ = {
        "polymorphic_on": "type",
        "polymorphic_identity": "HUMAN_INTERACTION",
    }

    type: Mapped[str] = mapped_column(String(50))
    question: Mapped[str]
    agent_id: Mapped[UUID] = mapped_column(ForeignKey("agent.id"))
    agent: Mapped[Agent] = relationship()


class ApprovalRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "APPROVAL_REQUEST"}

    approved: Mapped[bool | None]


class FeedbackRequest(HumanInteraction):
    __mapper_args__ = {"polymorphic_identity": "FEEDBACK_REQUEST"}

    feedback: Mapped[dict[str, Any] | None]


class ChatSession(Entity):
    __tablename__ = "chat_session"

    title: Mapped[str] = mapped_column(String(200))
    session_metadata: Mapped[dict[str, Any] | None]
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"))
    user: Mapped[User] = relationship(back_populates="chat_sessions")
    messages: Mapped[list["ChatMessage"]] = relationship(
        back_populates="chat_session", cascade="all, delete-orphan"
    )


class ChatMessage(Entity):
    __tablename__ = "chat_message"

    content: Mapped[str]
    message_metadata: Mapped[dict[str, Any] | None]
    chat_session_id: Mapped[UUID] = mapped_column(
        ForeignKey("chat_session.id")
    )
    chat_session: Mapped[ChatSession] = relationship(back_populates="messages")


folders: list[tempfile.TemporaryDirectory[str]] = []
"""Where the databases lie. They go when the program ends."""


def new_engine(on: str | None = None, **options: Any) -> Engine:
    """An engine on an empty database: SQLite, or GUIDE_DATABASE_URL's.

    Foreign keys are enforced on SQLite too, as PostgreSQL always does.
    `on="postgresql"` marks an example that means nothing elsewhere.
    """
    url = os.environ.get("GUIDE_DATABASE_URL")
    if on and not (url or "sqlite").startswith(on):
        start = "run python -m harness.running.postgresql, and set what it prints"
        remedy = "unset GUIDE_DATABASE_URL" if url else start
        raise SystemExit(f"This example is for {on} only: {remedy}.")
    if url:
        return create_engine(url, **options)
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    folders.append(folder)
    engine = create_engine(f"sqlite:///{folder.name}/guide.db", **options)
    event.listen(engine, "connect", configure_sqlite)
    return engine


def configure_sqlite(connection: Any, _record: Any) -> None:
    """Called with each new connection to SQLite."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    # The file lives as long as the snippet: no power cut to survive.
    cursor.execute("PRAGMA synchronous = OFF")
    cursor.close()


def new_database(
    projects: int = 0, agents: int = 0, tasks: int = 0, on: str | None = None
) -> Engine:
    """An engine on a database with the tables above; `on` as above.

    It holds as many projects as asked for: see `add_projects`.
    """
    engine = new_engine(on)
    Base.metadata.create_all(engine, checkfirst=False)
    add_projects(engine, projects, agents, tasks)
    return engine


def add_projects(
    engine: Engine, projects: int, agents: int = 0, tasks: int = 0, first: int = 1
) -> None:
    """Add so many projects, each with its agents and tasks, named in order.

    They are `project-01`, `project-01 agent-1`, `project-01 task-1` and on.
    """
    with Session(engine) as session:
        for number in range(first, first + projects):
            name = f"project-{number:02}"
            session.add(
                Project(
                    name=name,
                    agents=[
                        Agent(name=f"{name} agent-{each}")
                        for each in range(1, agents + 1)
                    ],
                    tasks=[
                        Task(title=f"{name} task-{each}")
                        for each in range(1, tasks + 1)
                    ],
                )
            )
        session.commit()


ASYNC_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgresql+psycopg": "postgresql+asyncpg",
}


def new_async_database(**options: Any) -> AsyncEngine:
    """An async engine on a database as new_database() makes it."""
    url = new_database(**options).url
    driver = ASYNC_DRIVERS[url.drivername]
    engine = create_async_engine(url.set(drivername=driver))
    if url.drivername == "sqlite":
        event.listen(engine.sync_engine, "connect", configure_sqlite)
    return engine
