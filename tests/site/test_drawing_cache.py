"""Drawings are remembered while nothing that they are made from has changed, and made again when something has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from harness.drawing import rule_html
from harness.problem import Problem
from harness.project import Project
from harness.reading.rules import Rule
from harness.site import build_state, drawing_cache
from harness.site.directives import rule as rule_directive
from harness.site.extension import HarnessExtension
from harness.site.serving import SERVING
from tests.conftest import lend_workers, write_files, write_project
from tests.pytest_plugin.guide import DO, DONT

PAGE = """# Queries

::: rule queries/ask_once

::: rule queries/ask_again

{{ queries/ask_once/do statements }}
"""
BOTH = ["ask_once", "ask_again"]
PAIR = {"dont": DONT.lstrip(), "do": DO.lstrip()}


class Site:
    """A project with two rules on a page, and what is drawn for it."""

    def __init__(self, root: Path) -> None:
        self.project = write_project(root, "time_limit = 2")
        self.drawn: list[str] = []
        """The rules that were drawn, not remembered, since the last build."""
        files = {f"snippets/queries/{rule}/{name}.py": text for rule in BOTH for name, text in PAIR.items()}
        files |= {"snippets/queries/ask_once/notes.py": "NOTE = 1\n", "snippets/queries/_tools.py": "x = 1\n"}
        files |= {"snippets/shared.py": "x = 1\n", "outcomes/queries.txt": "nothing\n", "docs/queries.md": PAGE}
        write_files(root, files)

    def write(self, name: str, text: str) -> None:
        write_files(self.project.root, {name: text})

    def build(self) -> str:
        """The page, with the same cache as a build by MkDocs in a process of its own."""
        self.drawn.clear()
        drawing_cache.begin(self.project)
        try:
            return self.convert()
        finally:
            drawing_cache.end()

    def convert(self) -> str:
        page = markdown.Markdown(extensions=["attr_list", HarnessExtension(root=str(self.project.root))])
        return page.convert((self.project.docs / "queries.md").read_text())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_project: Project) -> Site:
    site = Site(tmp_path / "project")
    lend_workers(shared_project, site.project)
    draw = rule_html.case_html

    def counted(rule: Rule, dont: Path, project: Project, root: str) -> tuple[str, list[Problem]]:
        site.drawn.append(rule.slug)
        return draw(rule, dont, project, root)

    monkeypatch.setattr(rule_directive, "case_html", counted)
    monkeypatch.setenv(SERVING, "1")  # errors are drawn
    site.build()
    return site


def test_a_build_of_what_has_not_changed_draws_nothing_and_is_the_same(site: Site) -> None:
    known = site.build()
    assert site.drawn == []
    assert "3 statements" in known
    assert known == site.convert()
    assert site.drawn == BOTH


def edited(name: str, old: str, new: str) -> Callable[[Site], None]:
    def edit(site: Site) -> None:
        text = (site.project.root / name).read_text()
        assert old in text
        site.write(name, text.replace(old, new))

    return edit


@pytest.mark.parametrize(
    ("change", "drawn"),
    [
        (edited("snippets/queries/ask_once/do.py", "number", "value"), ["ask_once"]),
        (edited("snippets/queries/ask_once/do.py", "#: 1 statement", "#: 1 statement\n\n# a comment"), ["ask_once"]),
        (edited("snippets/queries/ask_again/dont.py", "(3)", "(2 + 1)"), ["ask_again"]),
        (edited("snippets/queries/ask_once/notes.py", "1", "2"), ["ask_once"]),
        (edited("snippets/queries/_tools.py", "1", "2"), BOTH),
        (edited("snippets/shared.py", "1", "2"), BOTH),
        (edited("outcomes/queries.txt", "nothing", "something"), BOTH),
        (edited("pyproject.toml", "2", "3"), BOTH),
        (edited("docs/queries.md", "# Queries", "# Asking"), []),
    ],
    ids=["code", "comment", "other rule", "helper", "chapter", "shared", "record", "settings", "page"],
)
def test_what_a_drawing_is_made_from_has_it_drawn_again(
    site: Site, change: Callable[[Site], None], drawn: list[str]
) -> None:
    change(site)
    built = site.build()
    assert site.drawn == drawn
    assert built == site.convert()
    site.build()
    assert site.drawn == []


def test_another_harness_draws_everything(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_state, "code_of", lambda *_: "changed")
    site.build()
    assert site.drawn == BOTH


def test_a_rule_that_is_not_proven_is_drawn_and_reported_each_time(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    edited("snippets/queries/ask_once/do.py", "#> 2", "#> 3")(site)
    for _ in range(3):
        caplog.clear()
        assert "Not proven" in site.build()
        assert "ask_once" in site.drawn
        assert "is not proven" in caplog.text


def test_a_value_in_a_sentence_follows_its_outcome(site: Site) -> None:
    assert '<span class="value">1</span>' in site.build()
    site.write("snippets/queries/ask_once/do.py", PAIR["dont"])
    assert '<span class="value">3</span>' in site.build()
