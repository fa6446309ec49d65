"""What the database refused, in words that hold for psycopg, asyncpg, sqlite3 and aiosqlite."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.models import Base

RETRYABLE = {"40001", "40P01"}
"""A serialization failure and a deadlock: the same transaction may succeed when it is run again, reads included."""

BUSY = RETRYABLE | {"55P03"}
"""Those, and a lock that was not to be had before lock_timeout."""

CONFLICTS = {
    "uq_project_name": "There is a project of this name",
    "uq_agent_project_id_name": "The project has an agent of this name",
    "fk_task_agent_id": "There is no such agent",
    "FOREIGN KEY": "It refers to a row that does not exist",
}
"""What a client can cause, by the constraint that it violates."""


def sqlstate(error: DBAPIError) -> str | None:
    """PostgreSQL's code. The exception's class depends on the driver: 40001 is OperationalError or plain DBAPIError."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


def constraint_name(error: IntegrityError) -> str | None:
    """The name of the violated constraint; None for NOT NULL. SQLite does not name foreign keys: "FOREIGN KEY"."""
    cause = error.driver_exception
    name: str | None = getattr(getattr(cause, "diag", cause), "constraint_name", None)  # psycopg has it in diag
    kind, _, rest = str(cause).partition(" constraint failed")  # SQLite has nothing but the message
    what = rest.removeprefix(": ")
    match kind:
        case "CHECK":
            return what
        case "UNIQUE":
            return unique_name(set(what.split(", ")))
        case "FOREIGN KEY":
            return kind
    return name


def unique_name(columns: set[str]) -> str | None:
    """SQLite names the columns, as in `project.name`, and the models know the constraint."""
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint) and {str(column) for column in constraint.columns} == columns:
                return str(constraint.name)
    return None
