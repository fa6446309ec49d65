"""What was drawn: remembered while nothing that it depends on has changed, and drawn anew as soon as something has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import markdown
import pytest

from harness.checking import checked_rule
from harness.problem import Problem
from harness.project import Project
from harness.reading.rules import Rule
from harness.running.pool import pool_for
from harness.site import drawing_cache, extension
from harness.site.extension import HarnessExtension
from tests.conftest import write_project
from tests.pytest_plugin.guide import DO, DONT

PAGE = """# Queries

## Ask once { #ask_once }

::: rule queries/ask_once

## Ask again { #ask_again }

::: rule queries/ask_again

{{ queries/ask_once/do statements }}
"""


class Site:
    """A project with two rules on a page, and what is drawn for it."""

    def __init__(self, root: Path) -> None:
        self.project = write_project(root, "time_limit = 2")
        self.rules: list[str] = []
        """The rules that were drawn, not remembered, since the last build."""
        for rule in ("ask_once", "ask_again"):
            self.write(f"snippets/queries/{rule}/dont.py", DONT)
            self.write(f"snippets/queries/{rule}/do.py", DO)
        self.write("snippets/queries/ask_once/notes.py", "NOTE = 1\n")
        self.write("snippets/queries/_tools.py", "x = 1\n")
        self.write("snippets/shared.py", "x = 1\n")
        self.write("outcomes/queries.txt", "nothing\n")
        self.write("docs/queries.md", PAGE)
        self.write("mkdocs.yml", "site_name: x\n")

    def write(self, name: str, text: str) -> None:
        path = self.project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.lstrip("\n"))

    def build(self, keep: bool = True) -> str:
        self.rules.clear()
        drawing_cache.begin(self.project)
        try:
            return self.convert()
        finally:
            drawing_cache.end(keep)

    def convert(self) -> str:
        page = markdown.Markdown(extensions=["attr_list", HarnessExtension(root=str(self.project.root))])
        return page.convert((self.project.docs / "queries.md").read_text())


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site(tmp_path / "project")
    draw = extension.case_html

    def counted(rule: Rule, dont: Path, project: Project, root: str) -> tuple[str, list[Problem]]:
        site.rules.append(rule.slug)
        return draw(rule, dont, project, root)

    monkeypatch.setattr(extension, "case_html", counted)
    monkeypatch.setenv(extension.SERVING, "1")  # errors are drawn
    site.build()  # runs the snippets
    site.build()  # and remembers what it draws of their outcomes
    yield site
    pool_for(site.project).stop()


def test_a_build_of_what_has_not_changed_draws_nothing_and_is_the_same(site: Site) -> None:
    known = site.build()
    assert site.rules == []
    assert "3 statements" in known
    assert known == site.convert()
    assert site.rules == ["ask_once", "ask_again"]


def edited(name: str, old: str, new: str) -> Callable[[Site], None]:
    def edit(site: Site) -> None:
        text = (site.project.root / name).read_text()
        assert old in text
        site.write(name, text.replace(old, new))

    return edit


BOTH = ["ask_once", "ask_again"]


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
        (edited("docs/queries.md", "Ask once {", "Ask only once {"), []),
    ],
    ids=["code", "comment", "other rule", "helper", "chapter", "shared", "record", "settings", "page"],
)
def test_what_a_drawing_depends_on_has_it_drawn_anew(
    site: Site, change: Callable[[Site], None], drawn: list[str]
) -> None:
    change(site)
    built = site.build()
    assert site.rules == drawn
    assert built == site.convert()


def test_an_outcome_that_is_another_is_drawn(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checked_rule, "_known", {})  # as in another process
    (file,) = site.project.cache.rglob("ask_once/do.py.1.json")
    file.write_text(file.read_text().replace('"text": "2"', '"text": "77"'))
    built = site.build()
    assert site.rules == ["ask_once"]
    assert "77" in built


def test_an_outcome_that_is_gone_is_run_again(site: Site) -> None:
    (file,) = site.project.cache.rglob("ask_once/do.py.1.json")
    file.unlink()
    site.build()
    assert site.rules == ["ask_once"]
    assert file.exists()


def test_other_code_draws_everything(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawing_cache, "code_of", lambda *modules: "other")
    site.build()
    assert site.rules == BOTH
    site.build()
    assert site.rules == []


def test_a_rule_that_is_not_proven_is_told_of_each_time(site: Site) -> None:
    edited("snippets/queries/ask_once/do.py", "#> 2", "#> 3")(site)
    for _ in range(3):
        assert "Not proven" in site.build()
        assert "ask_once" in site.rules


def test_a_value_in_a_sentence_follows_its_outcome(site: Site) -> None:
    assert '<span class="value">1</span>' in site.build()
    site.write("snippets/queries/ask_once/do.py", DONT)
    assert '<span class="value">3</span>' in site.build()


def test_nothing_is_remembered_of_a_build_that_failed_or_outside_of_one(site: Site) -> None:
    edited("snippets/shared.py", "1", "2")(site)
    site.build(keep=False)
    site.build(keep=False)
    assert site.rules == BOTH
    site.rules.clear()
    site.convert()
    site.convert()
    assert site.rules == [*BOTH, *BOTH]


def test_a_broken_file_is_no_memory(site: Site) -> None:
    for file in (site.project.root / ".cache/drawn").rglob("*.json"):
        file.write_text("{")
    site.build()
    assert site.rules == BOTH
