"""Find out what the database refused, on psycopg, asyncpg, sqlite3 and aiosqlite."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.models import Base

RETRYABLE = {"40001", "40P01"}
"""Serialization failure and deadlock: the same transaction may succeed if you run all of it again, reads included."""

BUSY = RETRYABLE | {"55P03"}
"""Those, and a lock not granted within lock_timeout."""

CONFLICTS = {
    "uq_project_name": "A project with this name exists",
    "uq_agent_project_id_name": "The project has an agent with this name",
    "fk_task_agent_id": "No such agent",
    "fk_agent_project_id": "The project has been deleted",
    "fk_task_project_id": "The project has been deleted",
    "fk_approval_task_id": "The task has been deleted",
    "FOREIGN KEY": "A row that this one refers to does not exist",
}
"""What a client can cause, by the name of the constraint."""


def sqlstate(error: DBAPIError) -> str | None:
    """PostgreSQL's code. Do not go by the class: 40001 is an OperationalError on psycopg, a DBAPIError on asyncpg."""
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


def constraint_name(error: IntegrityError) -> str | None:
    """The violated constraint's name. None for NOT NULL; "FOREIGN KEY" on SQLite, which does not name these."""
    cause = error.driver_exception
    name: str | None = getattr(getattr(cause, "diag", cause), "constraint_name", None)  # psycopg has it in diag
    kind, _, rest = str(cause).partition(" constraint failed")  # SQLite has it in the message
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
    """The unique constraint on these columns: SQLite reports `project.name`, not the constraint."""
    for table in Base.metadata.tables.values():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint) and {str(column) for column in constraint.columns} == columns:
                return str(constraint.name)
    return None
