import io
from contextlib import redirect_stdout

from migrations._tools import alembic


def updates(arguments: str) -> str:
    """The lines about the table project in the script that Alembic writes."""
    script = io.StringIO()
    with redirect_stdout(script):
        alembic(arguments)
    lines = script.getvalue().split("\n")
    return "\n".join(line for line in lines if "UPDATE project" in line)
