"""The other conditions of `make slow` find what holds by luck only."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.run import CONDITIONS, execute, stop_workers
from harness.snippet import read

LUCKY = {
    "the order of rows": """\
from sqlalchemy import create_engine, text

with create_engine("sqlite://").begin() as connection:
    connection.execute(text("CREATE TABLE tool (name TEXT)"))
    connection.execute(text("INSERT INTO tool VALUES ('browser'), ('search')"))
    print(connection.execute(text("SELECT name FROM tool")).scalars().all())
""",
    "the hash seed": "print(hash('browser'))\n",
    "the time zone": "import time\nprint(time.tzname[0])\n",
    "garbage collection": "import gc\nprint(gc.isenabled())\n",
}


@pytest.mark.parametrize("source", LUCKY.values(), ids=LUCKY.keys())
def test_luck_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    (tmp_path / "snippets").mkdir()
    path = tmp_path / "snippets" / "do.py"
    path.write_text(source)
    printed = []
    for conditions in ("", "other"):
        monkeypatch.setenv(CONDITIONS, conditions)
        stop_workers()
        printed.append(execute(read(path), Project.load(tmp_path)).printed)
    stop_workers()
    assert len(printed[0]) == 1
    assert printed[0] != printed[1]
