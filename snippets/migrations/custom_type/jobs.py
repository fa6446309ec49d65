"""The model of a job, with JSON that is JSONB on PostgreSQL."""

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


class Job(Base):
    __tablename__ = "job"

    id: Mapped[int] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True).with_variant(
            JSON(none_as_null=True), "sqlite"
        )
    )
