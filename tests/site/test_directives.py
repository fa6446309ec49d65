"""The registry of directives, and what each reads from its argument."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.page import DirectiveLine
from harness.reading.page_names import PageError
from harness.site.directives import REGISTRY, parsed
from tests.conftest import ROOT, write_files


@pytest.fixture
def project(tmp_path: Path) -> Project:
    names = ("a/b/dont", "a/b/do", "a/c/dont", "a/c/dont_x", "a/c/do", "_pictures/loaders", "a/d/do")
    return Project(write_files(tmp_path, {f"snippets/{name}.py": "print(1)\n#> 1\n" for name in names}))


@pytest.mark.parametrize("name", REGISTRY)
def test_contributing_tells_authors_of_every_directive(name: str) -> None:
    assert f"`::: {name}" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "argument", "expected"),
    [
        ("rule", "a/bb", "there is no rule 'a/bb': did you mean a/b?"),
        ("rule", "../x", "there is no rule '../x'"),
        ("rule", "a/d", "rule a/d has no DON'T to draw: add dont.py"),
        ("rul", "a/b", "::: rul is no directive; there is rule, case, rules, example, lanes"),
        ("case", "a/c y", "rule a/c has no further case 'y'; it has x"),
        ("case", "a/b x", "rule a/b has no further case 'x'; ::: rule a/b draws its only one"),
        ("case", "a/b", "'::: case a/b' is not '::: case chapter/rule name', which draws dont_<name>.py"),
        ("rules", "b", "there is no chapter 'b' with rules in snippets/"),
        ("example", "a/c/do", "rule a/c has no DON'T 'do'; it has dont, dont_x"),
        ("lanes", "x", "there is no picture 'x' in snippets/_pictures/; there is loaders"),
        ("tables", "x", "there is no module 'x' in snippets/; there is none"),
        ("transcript", "a/x", "there is no transcript 'a/x'; there is none"),
        ("lab", "x", "there is no lab 'x' in docs/labs/; there is none"),
        ("failing", "../a", "there is no failing example '../a' in snippets/_failing/"),
        ("collect", "Nothing", "no page has a paragraph that starts with '**Nothing'"),
        ("errors", "last a/b", "'::: errors last a/b' is not '::: errors first chapter/rule, chapter/rule'"),
        ("errors", "first a/x", "there is no rule 'a/x'"),
        ("also", "a/b words", "'::: also a/b words' is not '::: also chapter/rule: words; other words'"),
        ("alike", "One", "'::: alike One' is not two words or more in small letters"),
    ],
)
def test_what_an_argument_names_and_does_not_exist_is_said(
    project: Project, name: str, argument: str, expected: str
) -> None:
    with pytest.raises(PageError) as error:
        parsed(DirectiveLine(1, name, argument), project)
    assert expected in str(error.value)


def test_an_argument_names_what_is_drawn(project: Project) -> None:
    _, case = parsed(DirectiveLine(1, "case", "a/c  x"), project)
    assert (case.rule.name, case.dont.name) == ("a/c", "dont_x.py")
    _, known = parsed(DirectiveLine(1, "also", "a/b: one; two words;"), project)
    assert (known.rule.name, known.words) == ("a/b", ["one", "two words"])
