"""The compose file says what the commands on the page rely on. No container engine is needed, and none is asked."""

from __future__ import annotations

import re

import yaml

from tests.conftest import ROOT


def test_the_page_connects_to_what_the_compose_file_starts() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["postgres"]
    page = (ROOT / "docs" / "psql" / "index.md").read_text("utf-8")
    host, port, role, database = re.search(r"psql -h (\S+) -p (\d+) -U (\S+) -d (\S+)", page).groups()  # type: ignore[union-attr]
    assert host == "localhost"
    assert service["ports"] == [f"127.0.0.1:{port}:5432"]
    assert service["environment"]["POSTGRES_USER"] == role
    assert service["environment"]["POSTGRES_DB"] == database
    assert f"pg_isready -U {role} -d {database}" in service["healthcheck"]["test"][1]


def test_no_password_stands_in_the_compose_file() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["postgres"]
    assert service["environment"]["POSTGRES_PASSWORD"] == "${POSTGRES_PASSWORD:?set it in .env}"
