"""Run migrations as Alembic's command line does on PostgreSQL."""

from collections.abc import Callable

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, Engine


def migrate(engine: Engine, *steps: Callable[[], None]) -> None:
    """Run each step in a transaction, as `upgrade()` in a revision."""
    for step in steps:
        with engine.connect() as connection:
            run(connection, step)


def run(connection: Connection, step: Callable[[], None]) -> None:
    """Run one step, and commit."""
    context = MigrationContext.configure(connection)
    with Operations.context(context), context.begin_transaction():
        step()
