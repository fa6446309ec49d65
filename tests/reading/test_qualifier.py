"""Qualifiers: what they say, where they apply, and which are refused."""

from __future__ import annotations

import pytest

from harness.outcome import Environment
from harness.reading.qualifier import UnknownQualifier, narrowest, never_applies, parse

SQLITE = Environment("3.11.7", "2.1.9", "sqlite", "3.40.1")
POSTGRESQL = Environment("3.13.0rc1", "2.0.44", "postgresql", "17.2")


APPLIES = {
    "sqlite": [
        "sqlite", "sqlalchemy>=2.1", "sqlalchemy==2.1.*", "sqlalchemy~=2.1", "sqlalchemy===2.1.9", "python<3.12",
        "python>=3.11,<3.12", "python >= 3.11 , < 3.12", "sqlite>=3.35", " sqlite ",
    ],
    "postgresql": [
        "postgresql", "sqlalchemy<2.1", "sqlalchemy!=2.1.9", "python>=3.12", "postgresql>=17",
        "sqlalchemy<2.1, postgresql", "postgresql,python>3,sqlalchemy<2.1",
    ],
    # A release candidate comes before its release.
    "nowhere": ["python>=3.13", "sqlite<3.35", "postgresql<17", "sqlalchemy>=2.1, postgresql", "python>=3.13,<3.12"],
}  # fmt: skip


@pytest.mark.parametrize(("text", "where"), [(text, where) for where, texts in APPLIES.items() for text in texts])
def test_where_a_qualifier_applies(text: str, where: str) -> None:
    qualifier = parse(text)
    assert [e.database for e in (SQLITE, POSTGRESQL) if qualifier.applies(e)] == [where] * (where != "nowhere")
    assert qualifier.text == text
    assert never_applies(qualifier, [SQLITE, POSTGRESQL]) is (where == "nowhere")


def test_versions_that_are_beta_or_not_known() -> None:
    beta = Environment("3.11.7", "2.2.0b1", "sqlite", "3.40.1")
    assert parse("sqlalchemy>=2.1").applies(beta)
    assert not parse("sqlalchemy>=2.2").applies(beta)
    not_started = Environment("3.11.7", "2.1.9", "postgresql", "")
    assert parse("postgresql>=17").applies(not_started)


KNOWN = "python, sqlalchemy, sqlite, postgresql"
REFUSED = {
    "another name": ("mysql", f"unknown qualifier [mysql]: 'mysql' isn't one of {KNOWN}"),
    "capitals": ("SQLite", f"unknown qualifier [SQLite]: 'SQLite' isn't one of {KNOWN}"),
    "a comma too much": ("sqlite,", f"unknown qualifier [sqlite,]: an empty condition isn't one of {KNOWN}"),
    "a version alone": ("<2.1", f"unknown qualifier [<2.1]: '<2.1' isn't one of {KNOWN}"),
    "python without a version": ("python", "qualifier [python]: python needs a version"),
    "no version": ("sqlalchemy<two", "qualifier [sqlalchemy<two]: sqlalchemy<two isn't a version"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_qualifier(text: str, message: str) -> None:
    with pytest.raises(UnknownQualifier) as caught:
        parse(text)
    assert str(caught.value) == message


ALL = [
    Environment(python, sqlalchemy, database, "")
    for python in ("3.11.7", "3.12.1", "3.13.0")
    for sqlalchemy in ("2.1.9", "2.0.58")
    for database in ("sqlite", "postgresql")
]
NARROW = [
    "sqlite", "postgresql", "sqlalchemy<2.1", "sqlalchemy>=2.1", "python<3.12", "python>=3.13",
    "sqlalchemy<2.1, sqlite", "python>=3.12, postgresql", "python<3.13, sqlalchemy>=2.1",
    "python<3.12, sqlalchemy<2.1, sqlite",
]  # fmt: skip


@pytest.mark.parametrize("text", NARROW)
def test_the_narrowest_qualifier_of_what_one_says(text: str) -> None:
    wanted = {number for number, each in enumerate(ALL) if parse(text).applies(each)}
    assert narrowest(wanted, ALL) == [text]


@pytest.mark.parametrize(
    ("wanted", "among"),
    [(each, ALL) for each in ({0, 3}, {1}, {0, 5, 10}, {2, 3, 4, 11}, set(range(11)), {0, 2, 3})]
    + [(each, ALL[:4]) for each in ({0, 2, 3}, {1, 2, 3}, {0, 1, 2}, {0, 3})],
)
def test_the_narrowest_qualifiers_hold_once_where_they_should(wanted: set[int], among: list[Environment]) -> None:
    found = [parse(text) for text in narrowest(wanted, among)]
    assert [sum(q.applies(each) for q in found) for each in among] == [n in wanted for n in range(len(among))]
