"""Qualifiers: what they say, where they apply, and which are refused."""

from __future__ import annotations

import pytest

from harness.outcome import Environment
from harness.reading.qualifier import UnknownQualifier, narrowest, never_applies, parse

SQLITE = Environment("3.11.7", "2.1.9", "sqlite", "3.40.1")
POSTGRESQL = Environment("3.13.0rc1", "2.0.44", "postgresql", "17.2")


@pytest.mark.parametrize(
    ("text", "on_sqlite", "on_postgresql"),
    [
        ("sqlite", True, False),
        ("postgresql", False, True),
        ("sqlalchemy<2.1", False, True),
        ("sqlalchemy>=2.1", True, False),
        ("sqlalchemy==2.1.*", True, False),
        ("sqlalchemy~=2.1", True, False),
        ("sqlalchemy!=2.1.9", False, True),
        ("sqlalchemy===2.1.9", True, False),
        ("python<3.12", True, False),
        ("python>=3.11,<3.12", True, False),
        ("python >= 3.11 , < 3.12", True, False),
        ("python>=3.12", False, True),
        ("python>=3.13", False, False),  # a release candidate comes before its release
        ("sqlite>=3.35", True, False),
        ("sqlite<3.35", False, False),
        ("postgresql>=17", False, True),
        ("postgresql<17", False, False),
        ("sqlalchemy<2.1, postgresql", False, True),
        ("sqlalchemy>=2.1, postgresql", False, False),
        ("postgresql,python>3,sqlalchemy<2.1", False, True),
        (" sqlite ", True, False),
    ],
)
def test_where_a_qualifier_applies(text: str, on_sqlite: bool, on_postgresql: bool) -> None:
    qualifier = parse(text)
    assert (qualifier.applies(SQLITE), qualifier.applies(POSTGRESQL)) == (on_sqlite, on_postgresql)
    assert qualifier.text == text


def test_a_pre_release_is_a_version() -> None:
    beta = Environment("3.11.7", "2.2.0b1", "sqlite", "3.40.1")
    assert parse("sqlalchemy>=2.1").applies(beta)
    assert not parse("sqlalchemy>=2.2").applies(beta)


KNOWN = "python, sqlalchemy, sqlite, postgresql"
REFUSED = {
    "another name": ("mysql", f"unknown qualifier [mysql]: 'mysql' isn't one of {KNOWN}"),
    "capitals": ("SQLite", f"unknown qualifier [SQLite]: 'SQLite' isn't one of {KNOWN}"),
    "nothing": ("", f"unknown qualifier []: an empty condition isn't one of {KNOWN}"),
    "a comma too much": ("sqlite,", f"unknown qualifier [sqlite,]: an empty condition isn't one of {KNOWN}"),
    "a version alone": ("<2.1", f"unknown qualifier [<2.1]: '<2.1' isn't one of {KNOWN}"),
    "two names": (
        "sqlite postgresql", f"unknown qualifier [sqlite postgresql]: 'sqlite postgresql' isn't one of {KNOWN}",
    ),
    "one equals sign": ("python=3.11", f"unknown qualifier [python=3.11]: 'python=3.11' isn't one of {KNOWN}"),
    "python without a version": ("python", "qualifier [python]: python needs a version"),
    "sqlalchemy without a version": (
        "sqlite, sqlalchemy", "qualifier [sqlite, sqlalchemy]: sqlalchemy needs a version",
    ),
    "no version": ("sqlalchemy<two", "qualifier [sqlalchemy<two]: sqlalchemy<two isn't a version"),
    "an operator alone": ("sqlalchemy<", "qualifier [sqlalchemy<]: sqlalchemy< isn't a version"),
    "two databases": (
        "sqlite, postgresql", "qualifier [sqlite, postgresql] can never apply: its conditions exclude each other",
    ),
    "versions that exclude each other": (
        "sqlalchemy<2.0, sqlalchemy>=2.1",
        "qualifier [sqlalchemy<2.0, sqlalchemy>=2.1] can never apply: its conditions exclude each other",
    ),
    "a range upside down": (
        "python>=3.13,<3.12", "qualifier [python>=3.13,<3.12] can never apply: its conditions exclude each other",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_qualifier(text: str, message: str) -> None:
    with pytest.raises(UnknownQualifier) as caught:
        parse(text)
    assert str(caught.value) == message


def test_a_qualifier_that_no_environment_of_the_project_meets() -> None:
    assert never_applies(parse("sqlite<3.35"), [SQLITE, POSTGRESQL])
    assert not never_applies(parse("sqlalchemy<2.1"), [SQLITE, POSTGRESQL])


def environment(python: str, sqlalchemy: str, database: str) -> Environment:
    return Environment(python, sqlalchemy, database, "")


ALL = [
    environment(python, sqlalchemy, database)
    for python in ("3.11.7", "3.12.1", "3.13.0")
    for sqlalchemy in ("2.1.9", "2.0.58")
    for database in ("sqlite", "postgresql")
]


@pytest.mark.parametrize(
    "text",
    [
        "sqlite",
        "postgresql",
        "sqlalchemy<2.1",
        "sqlalchemy>=2.1",
        "python<3.12",
        "python>=3.13",
        "sqlalchemy<2.1, sqlite",
        "python>=3.12, postgresql",
        "python<3.13, sqlalchemy>=2.1",
        "python<3.12, sqlalchemy<2.1, sqlite",
    ],
)
def test_the_narrowest_qualifier_of_what_one_says(text: str) -> None:
    wanted = {number for number, each in enumerate(ALL) if parse(text).applies(each)}
    assert narrowest(wanted, ALL) == [text]


@pytest.mark.parametrize("wanted", [{0, 3}, {1}, {0, 5, 10}, {2, 3, 4, 11}, set(range(11)), {0, 2, 3}])
def test_the_narrowest_qualifiers_hold_once_where_they_should_and_nowhere_else(wanted: set[int]) -> None:
    found = [parse(text) for text in narrowest(wanted, ALL)]
    assert [sum(q.applies(each) for q in found) for each in ALL] == [number in wanted for number in range(len(ALL))]


def test_the_narrowest_qualifiers_of_a_square_do_not_overlap() -> None:
    square = [each for each in ALL if each.python == "3.11.7"]
    for wanted in ({0, 2, 3}, {1, 2, 3}, {0, 1, 2}, {0, 3}):
        found = [parse(text) for text in narrowest(wanted, square)]
        assert [sum(q.applies(each) for q in found) for each in square] == [number in wanted for number in range(4)]


def test_a_database_that_was_not_started_may_be_of_any_version() -> None:
    assert parse("postgresql>=17").applies(environment("3.11.7", "2.1.9", "postgresql"))
