"""How Alembic connects, and what it compares the database with."""

import asyncio
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.pool import NullPool

from app.database import LIMITS, new_async_engine
from app.models import Base, UtcDateTime

# An ALTER that waits for a lock blocks every query that comes after it, so it gives up soon. The settings belong to the
# connection: execute("SET ...") would begin a transaction, which Alembic takes for the caller's and does not commit.
SETTINGS = LIMITS | {"application_name": "migrations", "lock_timeout": "3s", "statement_timeout": "0"}


def render_item(kind: str, item: Any, generating: AutogenContext) -> str | Literal[False]:
    """Write the column's type in the database into a revision, which must not import an application that changes."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, JSONB):  # Alembic would write a bare Text(), a NameError
        generating.imports.add("from sqlalchemy.dialects import postgresql")
        return "postgresql.JSONB().with_variant(sa.JSON(), 'sqlite')"
    return False


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        transaction_per_migration=True,
        render_as_batch=True,
        render_item=render_item,
        compare_server_default=True,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    with context.begin_transaction():
        context.run_migrations()


async def main() -> None:
    # SQLite alters a table by copying and dropping it. With foreign keys on, the drop would cascade to other tables.
    engine = new_async_engine(SETTINGS, foreign_keys=False, poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
        if engine.dialect.name == "sqlite" and (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first():
            raise RuntimeError("The migration has left rows whose parent is gone")
    await engine.dispose()


asyncio.run(main())
