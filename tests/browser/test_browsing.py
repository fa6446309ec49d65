"""Where there is no browser, the checks that need one are not passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import python

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("ci", [False, True], ids=["by hand", "in CI"])
def test_without_a_browser_the_last_lines_say_what_did_not_run(tmp_path: Path, ci: bool) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("CI", "PYTEST_ADDOPTS")}
    environment |= {
        "PATH": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",
    }
    test = "tests/browser/test_look.py::test_what_an_arrow_shows_is_said"
    environment |= {"CI": "true"} if ci else {}
    ended = python("-m", "pytest", "-q", "-p", "no:cacheprovider", test, env=environment)
    assert (ended.returncode != 0) is ci, ended.stdout
    assert "no Chromium on PATH, and 'playwright install chromium' did not fetch one" in ended.stdout
    if not ci:
        last = ended.stdout.rstrip().split("\n")[-4:]
        assert any("NOT RUN" in line for line in last), last
        assert any(line.startswith("1 checks of the site in a browser: ") for line in last), last
