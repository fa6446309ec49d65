"""The example service: its own tests on SQLite, psycopg and asyncpg, and the rules that its README names."""

from __future__ import annotations

import os
import re
import subprocess

from sqlalchemy import make_url

from harness.running import postgresql
from tests.conftest import ROOT, python

SERVICE = ROOT / "examples" / "service"
README = (SERVICE / "README.md").read_text("utf-8")


def run_its_tests(databases: list[str]) -> subprocess.CompletedProcess[str]:
    """Run the example's tests in its own folder, where pytest finds its settings and not those of this project."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST")}
    environment["TEST_DATABASE_URL"] = " ".join(databases)
    return python("-m", "pytest", "-rs", "-p", "no:cacheprovider", cwd=SERVICE, env=environment)


def test_it_passes_its_tests_on_every_database() -> None:
    server = postgresql.server()
    with server.database() as first, server.database() as second:
        urls = [
            make_url(database.url).set(drivername=driver).render_as_string(hide_password=False)
            for database, driver in ((first, "postgresql+psycopg"), (second, "postgresql+asyncpg"))
        ]
        addresses = ["sqlite+aiosqlite:///test.db", *urls]
        done = run_its_tests(addresses)
    assert done.returncode == 0, done.stdout + done.stderr
    passed, skipped = (int(re.search(rf"(\d+) {word}", done.stdout)[1]) for word in ("passed", "skipped"))  # type: ignore[index]
    assert (passed + skipped) % len(addresses) == 0, "every test runs on every database"
    reasons = [line for line in done.stdout.splitlines() if line.startswith("SKIPPED")]
    assert all("SQLite has" in reason for reason in reasons), reasons


def test_its_readme_names_rules_and_files_that_exist() -> None:
    rules = re.findall(r"`([a-z_]+/[a-z_]+)`", README)
    assert rules
    assert [rule for rule in rules if not (ROOT / "snippets" / rule).is_dir()] == []
    files = re.findall(r"^\| `([^`]+)` \|", README, re.MULTILINE)
    assert files
    assert [file for file in files if not (SERVICE / file).exists()] == []
