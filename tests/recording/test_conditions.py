"""The other conditions of `make slow` find what holds by luck only."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.snippet import parse
from harness.recording.conditions import shuffled
from harness.running.pool import stop_workers
from harness.running.run import execute
from harness.running.worker import CONDITIONS

TOOLS = """\
from sqlalchemy import create_engine, select, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
class Base(DeclarativeBase): ...
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
SQLITE = "import sqlite3\nconnection = sqlite3.connect(':memory:')\n"


def names(query: str) -> str:
    """A snippet that shows the names that a query finds."""
    return f"{TOOLS}print(session.scalars({query}).all())\n"


TIES = names("select(Tool.name).order_by(Tool.kind)")
LUCKY = {
    "the order of rows": names("text('SELECT name FROM tool')"),
    "the order of objects": TOOLS + "print([tool.name for tool in session.scalars(select(Tool))])\n",
    "rows that an ORDER BY leaves equal": TIES,
    "the order of DISTINCT": names("select(Tool.name).distinct()"),
    "the hash seed": "print(hash('browser'))\n",
    "the time zone": "import time\nprint(time.tzname[0])\n",
    "the locale": "import os\nprint(os.environ['LC_ALL'])\n",
    "garbage collection": "import gc\nprint(gc.isenabled())\n",
    "addresses": (
        "things = [object() for _ in range(20)]\nprint([things.index(each) for each in sorted(things, key=id)])\n"
    ),
    "the year": "import datetime\nprint(datetime.date.today().year)\n",
    "how fast something is": "import time\nstart = time.perf_counter()\nprint(time.perf_counter() - start < 60)\n",
    "how long the machine is up": "import time\nprint(time.monotonic() > 60)\n",
    "how many processors there are": "import os\nprint(os.cpu_count())\n",
    "who runs it": "import getpass\nprint(getpass.getuser())\n",
    "where it runs": "import socket\nprint(socket.gethostname())\n",
    "the year in SQLite": (
        SQLITE + "connection.execute('CREATE TABLE t (a INT, at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)')\n"
        "connection.execute('INSERT INTO t (a) VALUES (1)')\n"
        "print(connection.execute('SELECT substr(at, 1, 4), substr(CURRENT_DATE, 1, 4) FROM t').fetchone())\n"
    ),
}
SOUND = {
    "the clocks agree": (
        SQLITE + "import datetime\n(at,) = connection.execute('SELECT CURRENT_TIMESTAMP').fetchone()\n"
        "now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)\n"
        "print(abs(now - datetime.datetime.fromisoformat(at)) < datetime.timedelta(minutes=1))\n"
    ),
    "what asyncio waits for comes": "import asyncio\nprint(asyncio.run(asyncio.wait_for(asyncio.sleep(0.01, 1), 5)))\n",
    "rows in an order": names("select(Tool.name).order_by(Tool.kind, Tool.name)"),
    "time passes": "import time\nt = time.monotonic()\ntime.sleep(0.01)\nprint(0 < time.monotonic() - t < 60)\n",
    "no variable names the conditions": "import os\nprint([name for name in os.environ if name.startswith('GUIDE')])\n",
}


def test_luck_shows_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How SQLite orders equal rows in memory may be what a DON'T is about."""
    project = Project.load(tmp_path)
    snippets = {name: parse(tmp_path / "page.md", source) for name, source in (LUCKY | SOUND).items()}
    before = {name: execute(snippet, project) for name, snippet in snippets.items()}
    stop_workers()
    monkeypatch.setenv(CONDITIONS, "other")
    after = {name: execute(snippet, project) for name, snippet in snippets.items()}
    for outcome in (*before.values(), *after.values()):
        assert (outcome.complaints, outcome.ended_by, len(outcome.printed)) == ([], None, 1)
    assert {name for name in snippets if before[name].printed != after[name].printed} == set(LUCKY)
    moved = {}
    for name in ("dont", "dont_ties", "do"):
        for url in ("sqlite://", "sqlite:///tools.db"):
            snippet = parse(tmp_path / f"{name}.py", TIES.replace("sqlite:///tools.db", url))
            printed = execute(snippet, project).printed[0].text
            moved[name, url] = printed != str([f"tool-{n:02}" for n in range(20)])
    assert [key for key, moves in moved.items() if not moves] == [("dont", "sqlite://"), ("dont_ties", "sqlite://")]
    stop_workers()


SHUFFLED = {
    "SELECT a FROM t ORDER BY CAST(a AS INTEGER)": "SELECT a FROM t ORDER BY CAST(a AS INTEGER), random() ",
    'SELECT a FROM t ORDER BY "a"': 'SELECT a FROM t ORDER BY "a", random() ',
    "SELECT a FROM t ORDER BY a": "SELECT a FROM t ORDER BY a, random() ",
    "SELECT a FROM t ORDER BY a;": "SELECT a FROM t ORDER BY a, random() ;",
    "select a from t order by a limit ? offset ?": "select a from t order by a, random() limit ? offset ?",
    "SELECT DISTINCT a FROM t": "SELECT * FROM (SELECT DISTINCT a FROM t\n) ORDER BY random()",
    "SELECT a FROM t GROUP BY a;": "SELECT * FROM (SELECT a FROM t GROUP BY a\n) ORDER BY random()",
    "WITH x AS (SELECT 1 AS a) SELECT DISTINCT a FROM x":
        "SELECT * FROM (WITH x AS (SELECT 1 AS a) SELECT DISTINCT a FROM x\n) ORDER BY random()",
    "WITH x AS (SELECT 1 AS a) SELECT a FROM x ORDER BY a":
        "WITH x AS (SELECT 1 AS a) SELECT a FROM x ORDER BY a, random() ",
} | {same: same for same in (
    "SELECT a FROM t",
    "SELECT 'ORDER BY' FROM (SELECT a FROM t ORDER BY a LIMIT 1)",
    "SELECT count(DISTINCT a) FROM t -- GROUP BY",
    "SELECT sum(a) OVER (ORDER BY a) FROM t",
    "SELECT DISTINCT a FROM t LIMIT 1",
    "WITH x AS (SELECT 1 AS a) INSERT INTO t SELECT DISTINCT a, a FROM x",
    "SELECT a FROM t UNION SELECT b FROM t ORDER BY 1",
    "EXPLAIN QUERY PLAN SELECT DISTINCT a FROM t",
    "CREATE VIEW v AS SELECT DISTINCT a FROM t",
)}  # fmt: skip


@pytest.mark.parametrize(("sql", "expected"), SHUFFLED.items(), ids=SHUFFLED)
def test_what_is_shuffled(sql: str, expected: str) -> None:
    assert shuffled(sql) == expected
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b)")
    connection.execute(shuffled(sql), (0,) * sql.count("?"))


def test_columns_keep_their_names_and_ties_may_stay() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (a, b)")
    sql = "SELECT t.a, b AS c, count(*), t.a || 1 FROM t GROUP BY t.a"
    before, after = (connection.execute(each).description for each in (sql, shuffled(sql)))
    assert [each[0] for each in before] == [each[0] for each in after]
    assert shuffled("SELECT a FROM t ORDER BY a", keeps_ties=True) == "SELECT a FROM t ORDER BY a"
    assert shuffled("SELECT DISTINCT a FROM t", keeps_ties=True).endswith(" ORDER BY random()")
