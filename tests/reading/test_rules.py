"""What a rule's folder holds, and which DO answers which DON'T."""

from __future__ import annotations

import pytest

from harness.project import Project
from harness.reading.rules import is_rule_folder, nearest, rule_named, rules
from tests.reading.conftest import Make


def test_a_rule_has_a_name_and_its_donts_come_first(make: Make) -> None:
    rule = make("do.py", "do_x.py", "dont_x.py", "dont.py", "models.py", "note.txt")
    assert (rule.name, rule.chapter, rule.slug) == ("chapter/rule", "chapter", "rule")
    assert [p.name for p in rule.snippets] == ["dont.py", "dont_x.py", "do.py", "do_x.py"]
    assert [p.name for p in rule.donts] == ["dont.py", "dont_x.py"]
    assert [p.name for p in rule.dos] == ["do.py", "do_x.py"]


def test_cases_of_a_rule(make: Make) -> None:
    rule = make("do.py", "dont_second_case.py", "do_x.py", "dont_x.py", "dont.py")
    cases = [(case.name, case.dont.name, case.do.name if case.do else None) for case in rule.cases]
    assert cases == [
        ("", "dont.py", "do.py"),
        ("second_case", "dont_second_case.py", "do.py"),
        ("x", "dont_x.py", "do_x.py"),
    ]


@pytest.mark.parametrize(
    ("dont", "others", "answer"),
    [
        ("dont.py", ["do.py", "do_x.py"], "do.py"),
        ("dont_x.py", ["do.py", "do_x.py"], "do_x.py"),
        ("dont_x.py", ["do.py", "do_y.py"], "do.py"),
        ("dont_x.py", ["do_y.py"], None),
        ("dont.py", ["do_x.py"], None),
    ],
)
def test_which_do_answers(make: Make, dont: str, others: list[str], answer: str | None) -> None:
    rule = make(dont, *others)
    (case,) = rule.cases
    assert (case.do.name if case.do else None) == answer


def test_rules_by_chapter_and_slug(make: Make, project: Project) -> None:
    for folder in ("b/two", "b/one", "a/three", "_hidden/rule", "a/_hidden", ".git/rule", "a/__pycache__"):
        make("do.py", folder=folder)
    (project.snippets / "shared.py").write_text("")
    (project.snippets / "a" / "shared.py").write_text("")
    assert [rule.name for rule in rules(project)] == ["a/three", "b/one", "b/two"]
    assert rules(Project(project.root / "empty")) == []


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("a/one", True), ("a", False), ("a/_one", False), ("_a/one", False), ("a/one/deep", False), ("a/missing", False)],
)
def test_what_is_a_rules_folder(make: Make, project: Project, folder: str, expected: bool) -> None:
    for name in ("a/one/deep", "a/_one", "_a/one"):
        make(folder=name)
    assert is_rule_folder(project, project.snippets / folder) is expected


@pytest.mark.parametrize(
    ("name", "found"),
    [("a/one", True), ("one", False), ("a", False), ("a/two", False), ("a/one/", False), ("../snippets/a/one", False)],
)
def test_a_rule_by_its_name(make: Make, project: Project, name: str, found: bool) -> None:
    make("do.py", folder="a/one")
    assert (rule_named(project, name) is not None) is found


def test_the_rule_that_was_meant(make: Make, project: Project) -> None:
    make("do.py", folder="loading/n_plus_one")
    assert nearest(project, "loading/n_plus_on") == ": did you mean loading/n_plus_one?"
    assert nearest(project, "else/where") == ""
