"""The tables, shared by the asynchronous API, the synchronous worker and the migrations."""

import enum
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
    func,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.sqlite import DATETIME
from sqlalchemy.orm import DeclarativeBase, Mapped, WriteOnlyMapped, mapped_column, relationship


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored and read in UTC on every database and driver. A time without a zone raises.

    SQLite compares times as text, and its CURRENT_TIMESTAMP has no fractional seconds, so Python sends none there.
    """

    impl = DateTime(timezone=True).with_variant(
        DATETIME(truncate_microseconds=True),  # type: ignore[no-untyped-call]  # SQLAlchemy has not typed it
        "sqlite",
    )
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:  # SQLite
            return value.replace(tzinfo=UTC)
        return None if value is None else value.astimezone(UTC)


def values(members: type[enum.Enum]) -> list[str]:
    return [member.value for member in members]


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",  # so every CheckConstraint needs a name
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UtcDateTime,
        # None is stored as SQL NULL. The variant needs none_as_null as well.
        dict[str, Any]: JSONB(none_as_null=True).with_variant(JSON(none_as_null=True), "sqlite"),
        # A string with a CHECK, named by the convention: ck_task_taskstatus.
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            validate_strings=True,
            length=20,
            values_callable=values,
        ),
    }


class Entity(Base):
    """A key, and when the row was created and changed."""

    __abstract__ = True
    __mapper_args__ = {"eager_defaults": True}  # UPDATE returns updated_at, which AsyncSession cannot load later

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4, sort_order=-1)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=1)
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now(), sort_order=1)


class ProjectStatus(enum.StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    DONE = "done"


class Project(Entity):
    __tablename__ = "project"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    status: Mapped[ProjectStatus] = mapped_column(default=ProjectStatus.DRAFT)
    project_metadata: Mapped[dict[str, Any] | None]
    # The database deletes what belongs to a project. Reading an unloaded relationship raises instead of emitting SQL.
    agents: Mapped[list["Agent"]] = relationship(
        back_populates="project",
        cascade="all, delete-orphan",
        passive_deletes=True,
        lazy="raise_on_sql",
        order_by="Agent.name",
    )
    # Too many to load at once.
    tasks: WriteOnlyMapped["Task"] = relationship(
        back_populates="project", cascade="all, delete-orphan", passive_deletes=True
    )


agent_tool = Table(
    "agent_tool",
    Base.metadata,
    Column("agent_id", ForeignKey("agent.id", ondelete="CASCADE"), primary_key=True),
    Column("tool_id", ForeignKey("tool.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Agent(Entity):
    __tablename__ = "agent"
    __table_args__ = (UniqueConstraint("project_id", "name"),)  # its index also serves the foreign key

    name: Mapped[str] = mapped_column(String(100))
    active: Mapped[bool] = mapped_column(default=True, server_default=true())
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    project: Mapped[Project] = relationship(back_populates="agents", lazy="raise_on_sql")
    tools: Mapped[list["Tool"]] = relationship(
        secondary=agent_tool, passive_deletes=True, lazy="raise_on_sql", order_by="Tool.name"
    )


class Tool(Entity):
    __tablename__ = "tool"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    tool_metadata: Mapped[dict[str, Any] | None]


class TaskStatus(enum.StrEnum):
    OPEN = "open"
    RUNNING = "running"
    DONE = "done"


class Task(Entity):
    __tablename__ = "task"
    __table_args__ = (
        Index(None, "project_id", "created_at", "id"),  # the foreign key, and paging through a project
        Index(None, "status", "ready_at"),  # the worker's queue
    )

    title: Mapped[str] = mapped_column(String(200))
    status: Mapped[TaskStatus] = mapped_column(default=TaskStatus.OPEN)
    ready_at: Mapped[datetime] = mapped_column(server_default=func.now())
    version: Mapped[int] = mapped_column()
    project_id: Mapped[UUID] = mapped_column(ForeignKey("project.id", ondelete="CASCADE"))
    agent_id: Mapped[UUID | None] = mapped_column(ForeignKey("agent.id", ondelete="SET NULL"), index=True)
    project: Mapped[Project] = relationship(back_populates="tasks", lazy="raise_on_sql")
    approvals: Mapped[list["Approval"]] = relationship(
        back_populates="task", cascade="all, delete-orphan", passive_deletes=True, lazy="raise_on_sql"
    )

    __mapper_args__ = {"version_id_col": version, "eager_defaults": True}


class Approval(Entity):
    """A question that an agent asks a person. A task waits until every answer is yes."""

    __tablename__ = "approval"
    __table_args__ = (CheckConstraint("(approved IS NULL) = (decided_at IS NULL)", name="decided"),)

    question: Mapped[str]
    approved: Mapped[bool | None]
    decided_at: Mapped[datetime | None]
    task_id: Mapped[UUID] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    task: Mapped[Task] = relationship(back_populates="approvals", lazy="raise_on_sql")
