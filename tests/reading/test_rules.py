"""What a rule's folder holds, and which DO answers which DON'T."""

from __future__ import annotations

from harness.project import Project
from harness.reading.rules import nearest, rule_named, rules
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


def test_a_dont_without_an_answer(make: Make) -> None:
    assert [case.do for case in make("dont.py", "dont_x.py", "do_y.py").cases] == [None, None]


def test_rules_by_chapter_and_slug(make: Make, project: Project) -> None:
    for folder in ("b/two", "b/one", "a/three", "_hidden/rule", "a/_hidden", ".git/rule", "a/__pycache__"):
        make("do.py", folder=folder)
    (project.snippets / "shared.py").write_text("")
    (project.snippets / "a" / "shared.py").write_text("")
    assert [rule.name for rule in rules(project)] == ["a/three", "b/one", "b/two"]
    assert rules(Project(project.root / "empty")) == []


NAMES = ["a/one", "one", "a", "a/two", "a/one/", "../snippets/a/one", "a/_one", "_a/one", "a/one/deep"]


def test_a_rule_by_its_name(make: Make, project: Project) -> None:
    for folder in ("a/one", "a/one/deep", "a/_one", "_a/one"):
        make("do.py", folder=folder)
    assert [name for name in NAMES if rule_named(project, name)] == ["a/one"]


def test_the_rule_that_was_meant(make: Make, project: Project) -> None:
    make("do.py", folder="loading/n_plus_one")
    assert nearest(project, "loading/n_plus_on") == ": did you mean loading/n_plus_one?"
    assert nearest(project, "else/where") == ""
