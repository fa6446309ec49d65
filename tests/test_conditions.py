"""The other conditions of `make slow` find what holds by luck only."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.compare import compare
from harness.outcome import Outcome
from harness.project import Project
from harness.run import CONDITIONS, execute, stop_workers
from harness.snippet import parse

TOOLS = """\
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

class Base(DeclarativeBase):
    pass

class Tool(Base):
    __tablename__ = "tool"
    name: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]

engine = create_engine("sqlite:///tools.db")
Base.metadata.create_all(engine)
session = Session(engine)
session.add_all([Tool(name=f"tool-{n:02}", kind="search") for n in range(20)])
session.commit()
"""
LUCKY = {
    "the order of rows": TOOLS + "print(session.scalars(text('SELECT name FROM tool')).all())\n",
    "the order of objects": TOOLS + "print([tool.name for tool in session.scalars(select(Tool))])\n",
    "rows that an ORDER BY leaves equal": TOOLS
    + "print(session.scalars(select(Tool.name).order_by(Tool.kind)).all())\n",
    "which of some equal rows a LIMIT takes": TOOLS
    + "print(session.scalars(select(Tool.name).order_by(Tool.kind).limit(9)).all())\n",
    "the hash seed": "print(hash('browser'))\n",
    "the time zone": "import time\nprint(time.tzname[0])\n",
    "the locale": "import os\nprint(os.environ['LC_ALL'])\n",
    "garbage collection": "import gc\nprint(gc.isenabled())\n",
    "an object that only the collector ends": (
        "import gc, weakref\nclass Node: ...\nnode = Node()\nnode.self = node\nknown = weakref.ref(node)\ndel node\n"
        "for _ in range(10000): x = [[]]; x.append(x)\nprint(known() is None)\n"
    ),
    "addresses": (
        "things = [object() for _ in range(20)]\nprint([things.index(each) for each in sorted(things, key=id)])\n"
    ),
    "addresses, by a set": (
        "class Thing:\n    def __init__(self, n): self.n = n\n"
        "things = {Thing(n) for n in range(20)}\nprint([each.n for each in things])\n"
    ),
    "the year": "import datetime\nprint(datetime.date.today().year)\n",
    "the year, by another way": "import time\nprint(time.gmtime().tm_year)\n",
    "the year in SQLite": (
        "import sqlite3\nconnection = sqlite3.connect(':memory:')\n"
        "connection.execute('CREATE TABLE t (a INT, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)')\n"
        "connection.execute('INSERT INTO t (a) VALUES (1)')\n"
        "print(connection.execute('SELECT substr(at, 1, 4), substr(CURRENT_DATE, 1, 4) FROM t').fetchone())\n"
    ),
}
SOUND = {
    "the clocks agree": (
        "import datetime, sqlite3\n"
        "(at,) = sqlite3.connect(':memory:').execute('SELECT CURRENT_TIMESTAMP').fetchone()\n"
        "now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)\n"
        "print(abs(now - datetime.datetime.fromisoformat(at)) < datetime.timedelta(minutes=1))\n"
    ),
    "what asyncio waits for comes": "import asyncio\nprint(asyncio.run(asyncio.wait_for(asyncio.sleep(0.01, 1), 5)))\n",
    "rows in an order": TOOLS + "print(session.scalars(select(Tool.name).order_by(Tool.kind, Tool.name)).all())\n",
    "ties in a SQLite in memory, which may be what a snippet shows": TOOLS.replace("/tools.db", "")
    + "print(session.scalars(select(Tool.name).order_by(Tool.kind)).all())\n",
    "a relationship's order, asked for again and again": TOOLS + "statement = select(Tool).order_by(Tool.name)\n"
    "for _ in range(3): session.scalars(statement).all()\nprint(len(statement._order_by_clauses))\n",
    "nothing tells the conditions": "import os\nprint([name for name in os.environ if name.startswith('GUIDE')])\n",
}


@pytest.fixture
def in_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Outcome]]:
    """What every snippet of this file does: as always, and under the other conditions."""
    project = Project.load(tmp_path)
    path = tmp_path / "page.md"
    found: dict[str, list[Outcome]] = {}
    for conditions in ("", "other"):
        monkeypatch.setenv(CONDITIONS, conditions)
        stop_workers()
        for name, source in (LUCKY | SOUND).items():
            found.setdefault(name, []).append(execute(parse(path, source), project))
    stop_workers()
    return found


def test_luck_shows_and_nothing_else(in_both: dict[str, list[Outcome]]) -> None:
    for name, (first, other) in in_both.items():
        assert (first.complaints, first.ended_by, other.complaints, other.ended_by) == ([], None, [], None), name
        assert len(first.printed) == 1, name
        assert (first.printed != other.printed) == (name in LUCKY), (name, first.printed, other.printed)


def test_what_luck_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "import datetime\nyear = datetime.date.today().year\nprint(year)\n"
    snippet = parse(tmp_path / "page.md", source)
    year = execute(snippet, Project.load(tmp_path)).printed[0].text
    snippet = parse(tmp_path / "page.md", f"{source}#> {year}\n")
    assert compare(snippet, execute(snippet, Project.load(tmp_path)), "c").problems == []
    monkeypatch.setenv(CONDITIONS, "other")
    stop_workers()
    (problem,) = compare(snippet, execute(snippet, Project.load(tmp_path)), "c").problems
    stop_workers()
    assert (problem.line, problem.text) == (
        4,
        f"printed something else than expected\n    - #> {year}\n    + #> {int(year) + 1}",
    )
