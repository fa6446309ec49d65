from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from report import team_sizes
from sqlalchemy import Connection, Engine, event
from sqlalchemy.orm import Session

from domain import new_database
from testing._suite import run_tests

# page: from here
engine = new_database(projects=3, agents=2)

@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(
        _connection: Connection, _cursor: Any, statement: str, *_: Any
    ) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)

def test_counts_the_agents() -> None:
    with Session(engine) as session, counted(engine) as statements:
        sizes = team_sizes(session)
    assert list(sizes.values()) == [2, 2, 2]
    # page: essence
    assert len(statements) <= 2

run_tests(has_bug=True)
#> test_counts_the_agents catches the bug: assert len(statements) <= 2
