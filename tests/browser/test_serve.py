"""`make serve`: what an author changes is redrawn in the open page, and what is wrong is said there and in the terminal."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, copied

pytestmark = pytest.mark.slow

SECONDS = 120.0
"""As long as a busy machine may take."""
RULE = "snippets/loading/n_plus_one"


class Served:
    """A small guide, served."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.said = ""
        self._news = threading.Condition()
        serve = ("mkdocs", "serve", "--dirty", "--no-strict", "--quiet", "--dev-addr", f"127.0.0.1:{self.port}")
        self.process = subprocess.Popen(
            [sys.executable, "-m", *serve],
            cwd=root,
            env=os.environ | {"GUIDE_SERVING": "1", "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.wait_for("Ready: ")

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._news:
                self.said += line
                self._news.notify_all()

    def wait_for(self, text: str) -> None:
        """Wait until the terminal has said something, and forget what it said before."""
        with self._news:
            assert self._news.wait_for(lambda: text in self.said, SECONDS), self.said
            self.said = self.said.partition(text)[2]

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def stop(self) -> None:
        with self.process:
            self.process.terminate()
            self._listener.join()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    root = tmp_path_factory.mktemp("served")
    copied(root, "harness", "docs/assets", "theme", "environments", RULE, "snippets/loading/nested", "pyproject.toml")
    copied(root, "docs/loading/n_plus_one.md", "docs/loading/nested.md")
    copied(root, *(f"snippets/{path.name}" for path in (ROOT / "snippets").glob("*.py")))
    (root / "docs" / "index.md").write_text("# Start\n\n{{ guide environment }}\n")
    (root / "docs" / "loading" / "index.md").write_text("# Loading\n\n::: rules loading\n")
    config = (ROOT / "mkdocs.yml").read_text("utf-8")
    (root / "mkdocs.yml").write_text(
        re.sub(r"^(nav|watch):\n(  .*\n)+", "", config, flags=re.M) + "\nwatch:\n  - snippets\n"
    )
    site = Served(root)
    yield site
    site.stop()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """The rule's page, open in a browser that reports what its console says."""
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.goto(f"http://127.0.0.1:{served.port}/loading/n_plus_one/")
        page.set_default_timeout(SECONDS * 1000)
        yield page
        assert [text for text in said if "Content Security Policy" in text] == []


def test_an_edited_page_is_redrawn_where_it_is_open(served: Served, page: Page) -> None:
    served.edit("docs/loading/n_plus_one.md", "# ", "# Edited: ")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Edited: ", timeout=SECONDS * 1000)
    served.wait_for("Redrawn: ")
    served.edit("docs/loading/n_plus_one.md", "# Edited: ", "# ")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Edited: ", timeout=SECONDS * 1000)


def test_an_edited_snippet_is_run_and_redrawn_with_all_that_shows_it(served: Served, page: Page) -> None:
    before = (served.root / RULE / "dont.py").read_text("utf-8")
    shown = page.locator("#n_plus_one-dont .badge")
    expect(shown).not_to_have_class("badge unproven")
    served.edit(f"{RULE}/dont.py", "#: ", "#: 9")
    expect(shown).to_have_class("badge unproven", timeout=SECONDS * 1000)
    served.wait_for(f"{RULE}/dont.py:")
    page.goto(f"http://127.0.0.1:{served.port}/loading/")
    expect(page.locator("#n_plus_one .badge")).to_have_class("badge unproven")
    (served.root / RULE / "dont.py").write_text(before)
    expect(page.locator("#n_plus_one .badge")).not_to_have_class("badge unproven", timeout=SECONDS * 1000)


def test_a_syntax_error_is_shown_with_its_file_and_line(served: Served, page: Page) -> None:
    before = (served.root / RULE / "do.py").read_text("utf-8")
    (served.root / RULE / "do.py").write_text(f"{before}\nprint(\n")
    where = f"{RULE}/do.py:{before.count(chr(10)) + 2}"
    expect(page.get_by_role("alert").first).to_contain_text(where, timeout=SECONDS * 1000)
    served.wait_for(where)
    page.goto(f"http://127.0.0.1:{served.port}/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Start"))
    (served.root / RULE / "do.py").write_text(before)
    served.wait_for("Redrawn: ")
    page.goto(f"http://127.0.0.1:{served.port}/loading/n_plus_one/")
    expect(page.locator("#n_plus_one-do .badge")).to_have_class("badge passes")
