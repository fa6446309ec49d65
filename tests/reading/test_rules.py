"""Rules as folders: what they hold, which DO answers which DON'T, and what is wrong with a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.rules import (
    Rule,
    equal_sides,
    folder_problems,
    is_rule_folder,
    misspelling,
    nearest,
    rule_named,
    rules,
)

Make = Callable[..., Rule]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "snippets").mkdir()
    return Project(tmp_path)


@pytest.fixture
def make(project: Project) -> Make:
    """Make a rule: the names of its files, each with code of its own, or with the one given."""

    def rule(*names: str, folder: str = "chapter/rule", **sources: str) -> Rule:
        path = project.snippets / folder
        path.mkdir(parents=True)
        for name in names:
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(f"print({name!r})\n")
        for stem, source in sources.items():
            (path / f"{stem}.py").write_text(source)
        return Rule(path)

    return rule


def test_a_rule_has_a_name(make: Make) -> None:
    rule = make("do.py")
    assert (rule.name, rule.chapter, rule.slug) == ("chapter/rule", "chapter", "rule")


def test_donts_come_first(make: Make) -> None:
    rule = make("do.py", "do_x.py", "dont_x.py", "dont.py", "models.py", "note.txt")
    assert [p.name for p in rule.snippets] == ["dont.py", "dont_x.py", "do.py", "do_x.py"]
    assert [p.name for p in rule.donts] == ["dont.py", "dont_x.py"]
    assert [p.name for p in rule.dos] == ["do.py", "do_x.py"]


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
    found = rule.answer(rule.folder / dont)
    assert (found.name if found else None) == answer


def test_rules_by_chapter_and_slug(make: Make, project: Project) -> None:
    for folder in ("b/two", "b/one", "a/three", "_hidden/rule", "a/_hidden", ".git/rule", "a/__pycache__"):
        make("do.py", folder=folder)
    (project.snippets / "shared.py").write_text("")
    (project.snippets / "a" / "shared.py").write_text("")
    assert [rule.name for rule in rules(project)] == ["a/three", "b/one", "b/two"]


def test_a_project_without_snippets_has_no_rules(tmp_path: Path) -> None:
    assert rules(Project(tmp_path)) == []


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("a/one", True), ("a", False), ("a/_one", False), ("_a/one", False), ("a/one/deep", False), ("a/missing", False)],
)
def test_what_is_a_rules_folder(make: Make, project: Project, folder: str, expected: bool) -> None:
    for each in ("a/one/deep", "a/_one", "_a/one"):
        make(folder=each)
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


NAME = "name it do.py, dont.py, do_<what>.py or dont_<what>.py"
FOLDERS = {
    "a pair": (["do.py", "dont.py"], []),
    "two pairs": (["do.py", "dont.py", "do_x.py", "dont_x.py"], []),
    "one DO for two DON'Ts": (["do.py", "dont.py", "dont_x.py"], []),
    "a module that hides another": (
        ["do.py", "dont.py", "json.py", "sqlalchemy.py"],
        [
            ("rule", "json.py has the name of another module, json", "give it a name of its own"),
            ("rule", "sqlalchemy.py has the name of another module, sqlalchemy", "give it a name of its own"),
        ],
    ),
    "a file that is not Python": (
        ["do.py", "dont.py", "count.txt", "sqlalchemy.pyi"],
        [
            ("rule", "count.txt is no Python file", "write what it holds into the snippet, where a reader sees it"),
            (
                "rule",
                "sqlalchemy.pyi is no Python file",
                "write what it holds into the snippet, where a reader sees it",
            ),
        ],
    ),
    "a snippet in a folder within": (
        ["do.py", "dont.py", "more/do.py", "more/models.py"],
        [("rule", "more/do.py is never run", "move it to rule/, or give it another name")],
    ),
    "a module beside a pair": (["do.py", "dont.py", "models.py", "double.py", "shared.py"], []),
    "nothing": ([], [("rule", "the rule's folder is empty", "add dont.py and do.py")]),
    "no DON'T": (
        ["do.py"],
        [("rule", "rule chapter/rule has no DON'T", "add dont.py: what a reader should not write")],
    ),
    "no DO": (["dont.py"], [("rule", "rule chapter/rule has no DO", "add do.py: what to write instead")]),
    "modules alone": (
        ["models.py"],
        [
            ("rule", "rule chapter/rule has no DON'T", "add dont.py: what a reader should not write"),
            ("rule", "rule chapter/rule has no DO", "add do.py: what to write instead"),
        ],
    ),
    "a DON'T without an answer": (
        ["dont.py", "dont_x.py", "do_x.py"],
        [("dont.py", "no DO answers dont.py", "add do.py")],
    ),
    "a further DON'T without an answer": (
        ["dont_x.py", "dont_y.py", "do_x.py"],
        [("dont_y.py", "no DO answers dont_y.py", "add do_y.py or do.py")],
    ),
    "a DO that answers nothing": (
        ["dont.py", "do.py", "do_x.py"],
        [("do_x.py", "do_x.py answers no DON'T", "add dont_x.py, or name it after the one it answers")],
    ),
    "a name with a blank": (
        ["do.py", "dont.py", "dont x.py"],
        [("dont x.py", "'dont x.py' has no verdict", NAME)],
    ),
}


@pytest.mark.parametrize(("names", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_what_is_wrong_with_a_folder(
    make: Make, project: Project, names: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = folder_problems(project, make(*names))
    assert [(p.path.name, p.text, p.remedy) for p in found] == expected
    assert all(p.line == 1 for p in found)


def test_leftovers_of_python_do_not_fill_a_folder(make: Make, project: Project) -> None:
    rule = make()
    (rule.folder / "__pycache__").mkdir()
    assert [p.text for p in folder_problems(project, rule)] == ["the rule's folder is empty"]


@pytest.mark.parametrize("slug", ["Rule", "my-rule", "2nd", "a b"])
def test_a_folder_that_is_no_slug(make: Make, project: Project, slug: str) -> None:
    (problem,) = folder_problems(project, make("do.py", "dont.py", folder=f"chapter/{slug}"))
    assert (problem.text, problem.remedy) == (f"the folder {slug!r} is no slug", "use small letters, digits and _")


@pytest.mark.parametrize(
    "name",
    [
        "dnot.py",
        "dont-x.py",
        "don't.py",
        "Dont.py",
        "DONT.py",
        "do_not.py",
        "do-not_x.py",
        "Do.py",
        "do-x.py",
        "dos.py",
        "donts_x.py",
        "do_X.py",
        "dont_.py",
        "good.py",
        "bad_x.py",
        "dontt.py",
        "dont x.py",
        "do .py",
        "dont2.py",
        "do2.py",
    ],
)
def test_a_misspelt_verdict(name: str) -> None:
    problem = misspelling(Path(name))
    assert problem is not None
    assert (problem.line, problem.text, problem.remedy) == (1, f"{name!r} has no verdict", NAME)


@pytest.mark.parametrize(
    "name",
    ["do.py", "dont_x.py", "models.py", "shared.py", "document.py", "doc.py", "donor.py", "download.py"],
)
def test_what_is_no_misspelling(name: str) -> None:
    assert misspelling(Path(name)) is None


EQUAL = {
    "the same text": ("print(1)\n", "print(1)\n", True),
    "other comments": ("print(1)\n#!> 1\n", "# why\nprint( 1 )\n#> 1\n", True),
    "other code": ("print(1)\n", "print(2)\n", False),
    "other names": ("a = 1\nprint(a)\n", "b = 1\nprint(b)\n", True),
    "other names of everything that has one": (
        "import re as a\n\ntry:\n    [b for b in a(lambda c: c)]\nexcept KeyError as d:\n    print(d)\n",
        "import re as d\n\ntry:\n    [c for c in d(lambda b: b)]\nexcept KeyError as a:\n    print(a)\n",
        True,
    ),
    "names that change places": ("a = b = 1\nprint(a)\n", "a = b = 1\nprint(b)\n", False),
    "other names that are built in": ("print(len)\n", "print(sum)\n", False),
    "other names of attributes": ("class A:\n    b = 1\n", "class A:\n    c = 1\n", False),
    "other names, one of them an attribute's": ("b = 2\nclass A:\n    b = 1\n", "c = 2\nclass A:\n    c = 1\n", False),
    "other names of annotated attributes": ("class A:\n    b: int = 1\n", "class A:\n    c: int = 1\n", False),
    "other names in a method": (
        "class A:\n    def f(self):\n        b = 1\n        return b\n",
        "class A:\n    def f(me):\n        c = 1\n        return c\n",
        True,
    ),
    "other names of a class": ("class A:\n    pass\n", "class B:\n    pass\n", False),
    "no Python": ("print(\n", "print(\n", False),
}


@pytest.mark.parametrize(("dont", "do", "equal"), EQUAL.values(), ids=EQUAL)
def test_equal_sides(make: Make, dont: str, do: str, equal: bool) -> None:
    found = equal_sides(make(dont=dont, do=do))
    expected = [("dont.py", "dont.py and do.py are the same code", "change one of the two")] if equal else []
    assert [(p.path.name, p.text, p.remedy) for p in found] == expected


def test_a_do_about_not_is_no_misspelling(make: Make, project: Project) -> None:
    rule = make("do_not_null.py", "dont_not_null.py")
    assert folder_problems(project, rule) == []
