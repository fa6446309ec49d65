"""The models that the chapters share, written by the guide's own rules.

Berrys_AgentsV2 plans work as projects. Agents carry out a project's tasks with
tools, write to each other, and ask people when they must not decide alone.
"""

from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, MetaData, String, Table, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    mapped_column,
    relationship,
)

from domain_database import async_engine as async_engine
from domain_database import new_engine as new_engine

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment: takes any time with a zone, and returns it in UTC."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: sa.Dialect
    ) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"no time zone: {value}")
        return value and value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: sa.Dialect
    ) -> datetime | None:
        if value is not None and value.tzinfo is None:
            return value.replace(tzinfo=UTC)  # SQLite keeps no zone.
        return value and value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        # None is NULL, and the operators are JSONB's, as in production.
        dict[str, Any]: JSONB(none_as_null=True).with_variant(
            sa.JSON(none_as_null=True), "sqlite"
        ),
        # A string with a CHECK, wide enough for a longer value later on.
        Enum: sa.Enum(
            Enum,
            values_callable=lambda members: [each.value for each in members],
            native_enum=False,
            create_constraint=True,
            validate_strings=True,
            length=30,
        ),
    }


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
        back_populates="user",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class ProjectStatus(StrEnum):
    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    CLOSED = "CLOSED"
    CANCELLED = "CANCELLED"


class Project(Entity):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    status: Mapped[ProjectStatus] = mapped_column(default=ProjectStatus.DRAFT)
    project_metadata: Mapped[dict[str, Any] | None]
    agents: Mapped[list["Agent"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Agent.name",
    )
    tasks: Mapped[list["Task"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        passive_deletes=True,
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
    Column(
        "agent_id", ForeignKey("agent.id", ondelete="CASCADE"), primary_key=True
    ),
    Column(
        "tool_id",
        ForeignKey("tool.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,  # The key's own index is sorted by the agent.
    ),
)


class Agent(Entity):
    __tablename__ = "agent"

    name: Mapped[str] = mapped_column(String(100))
    role: Mapped[str] = mapped_column(String(50), default="WORKER")
    project_id: Mapped[UUID] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    ai_model_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("ai_model.id", ondelete="RESTRICT"), index=True
    )
    project: Mapped[Project] = relationship(back_populates="agents")
    ai_model: Mapped[AIModel | None] = relationship()
    tools: Mapped[list["Tool"]] = relationship(
        secondary=agent_tool,
        back_populates="agents",
        passive_deletes=True,
        order_by="Tool.name",
    )


class Tool(Entity):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    tool_metadata: Mapped[dict[str, Any] | None]
    agents: Mapped[list[Agent]] = relationship(
        secondary=agent_tool,
        back_populates="tools",
        passive_deletes=True,
        order_by="Agent.name",
    )


class TaskStatus(StrEnum):
    OPEN = "OPEN"
    BLOCKED = "BLOCKED"
    DONE = "DONE"
    FAILED = "FAILED"


class Task(Entity):
    __tablename__ = "task"

    title: Mapped[str] = mapped_column(String(200))
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.OPEN)
    project_id: Mapped[UUID] = mapped_column(
        ForeignKey("project.id", ondelete="CASCADE"), index=True
    )
    agent_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("agent.id", ondelete="SET NULL"), index=True
    )
    project: Mapped[Project] = relationship(back_populates="tasks")
    agent: Mapped[Agent | None] = relationship()


class Communication(Entity):
    __tablename__ = "communication"

    content: Mapped[str]
    communication_metadata: Mapped[dict[str, Any] | None]
    from_agent_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent.id", ondelete="CASCADE"), index=True
    )
    to_agent_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent.id", ondelete="CASCADE"), index=True
    )
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
    agent_id: Mapped[UUID] = mapped_column(
        ForeignKey("agent.id", ondelete="CASCADE"), index=True
    )
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
    user_id: Mapped[UUID] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    user: Mapped[User] = relationship(back_populates="chat_sessions")
    messages: Mapped[list["ChatMessage"]] = relationship(
        back_populates="chat_session",
        cascade="all, delete-orphan",
        passive_deletes=True,
    )


class ChatMessage(Entity):
    __tablename__ = "chat_message"

    content: Mapped[str]
    message_metadata: Mapped[dict[str, Any] | None]
    chat_session_id: Mapped[UUID] = mapped_column(
        ForeignKey("chat_session.id", ondelete="CASCADE"), index=True
    )
    chat_session: Mapped[ChatSession] = relationship(back_populates="messages")


def new_database(
    projects: int = 0, agents: int = 0, tasks: int = 0, on: str | None = None
) -> sa.Engine:
    """An engine for a database with the tables above; `on` as in new_engine().

    It holds as many projects as asked for: see `add_projects`.
    """
    engine = new_engine(on)
    Base.metadata.create_all(engine, checkfirst=False)
    add_projects(engine, projects, agents, tasks)
    return engine


def add_projects(
    engine: sa.Engine,
    projects: int,
    agents: int = 0,
    tasks: int = 0,
    first: int = 1,
) -> None:
    """Add projects, each with so many agents and tasks, numbered in order.

    Named `project-01`, `project-01 agent-1`, `project-01 task-1`, and so on.
    """
    with Session(engine) as session:
        for number in range(first, first + projects):
            project = Project(name=f"project-{number:02}")
            for each in range(1, agents + 1):
                project.agents.append(Agent(name=f"{project.name} agent-{each}"))
            for each in range(1, tasks + 1):
                project.tasks.append(Task(title=f"{project.name} task-{each}"))
            session.add(project)
        session.commit()


def new_async_database(**options: Any) -> "AsyncEngine":
    """An async engine for a database as new_database() makes it."""
    return async_engine(new_database(**options))
