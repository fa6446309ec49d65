"""Types, constraints, connections and migrations."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID, uuid4

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Insert, Uuid, column, insert, inspect, select, table, text
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.orm import Session, selectinload
from sqlalchemy.pool import NullPool

from app.database import connect_args, new_engine
from app.errors import constraint_name
from app.models import Project, Task

NOON = datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=9)))


def test_moments_come_back_in_utc(session: Session) -> None:
    project = Project(name="apollo", created_at=NOON)
    session.add(project)
    session.flush()
    session.expire(project)
    assert (project.created_at, project.created_at.tzinfo) == (NOON, UTC)
    with pytest.raises(StatementError, match="no time zone"):
        session.scalars(select(Project).where(Project.created_at < datetime(2026, 1, 1)))


def test_the_options_of_the_url_stay() -> None:
    url = URL.create("postgresql+psycopg", query={"options": "-c search_path=app"})
    assert connect_args(url, {"lock_timeout": "5s"}) == {"options": "-c search_path=app -c lock_timeout=5s"}


def test_none_is_null(session: Session) -> None:
    session.add_all([Project(name="unset"), Project(name="none", project_metadata=None)])
    empty = select(Project.name).where(Project.project_metadata.is_(None)).order_by(Project.name)
    assert session.scalars(empty).all() == ["none", "unset"]


def test_the_database_refuses_an_unknown_status(session: Session) -> None:
    session.add(Project(name="apollo"))
    session.flush()
    with pytest.raises(IntegrityError) as caught:
        session.execute(text("UPDATE project SET status = 'activ'"))
    assert constraint_name(caught.value) == "ck_project_projectstatus"


@pytest.mark.anyio
async def test_every_connection_has_timeouts(session: Session, connection: AsyncConnection) -> None:
    if connection.dialect.name != "postgresql":
        pytest.skip("SQLite has none")
    show = text("SHOW lock_timeout")
    assert (session.scalar(show), await connection.scalar(show)) == ("5s", "5s")


def test_models_and_migrations_agree(migrations: Config) -> None:
    command.check(migrations)


def row(into: str, /, **values: Any) -> Insert:
    """An INSERT into a table as it was in an old revision, whatever the models say."""
    columns = [column(key, Uuid if isinstance(value, UUID) else None) for key, value in values.items()]
    return insert(table(into, *columns)).values(values)


def test_migrations_keep_rows_up_and_down(migrations: Config) -> None:
    engine = new_engine(poolclass=NullPool)
    project, task = uuid4(), uuid4()
    try:
        command.downgrade(migrations, "0001")
        with engine.begin() as connection:
            connection.execute(row("project", id=project, name="apollo", status="draft"))
            connection.execute(row("task", id=task, title="land", status="open", version=1, project_id=project))
            connection.execute(row("approval", id=uuid4(), question="Land?", task_id=task))
        command.upgrade(migrations, "head")
        with Session(engine) as session:
            land = session.scalars(select(Task).options(selectinload(Task.approvals))).one()
            assert land.ready_at == land.created_at
            assert len(land.approvals) == 1
        command.downgrade(migrations, "0001")
        with engine.begin() as connection:
            assert connection.scalars(select(column("question")).select_from(table("approval"))).all() == ["Land?"]
        command.downgrade(migrations, "base")
        assert inspect(engine).get_table_names() == ["alembic_version"]
    finally:
        command.downgrade(migrations, "base")
        command.upgrade(migrations, "head")
        engine.dispose()
