"""What is wrong with a rule as a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading.rule_folder import equal_sides, folder_problems, misspelling
from tests.reading.conftest import Make

NAME = "name it dont.py, do.py, dont_<case>.py or do_<case>.py"
MOVE = "delete it, or move it into a snippet"
FOLDERS = {
    "a pair": (["do.py", "dont.py"], []),
    "one DO for two DON'Ts": (["do.py", "dont.py", "dont_x.py"], []),
    "a module that hides another": (
        ["do.py", "dont.py", "json.py", "sqlalchemy.py"], [
        ("rule", "json.py has the name of another module, json", "rename it"),
        ("rule", "sqlalchemy.py has the name of another module, sqlalchemy", "rename it"), ]),
    "a file that is not Python": (
        ["do.py", "dont.py", "count.txt", "sqlalchemy.pyi"], [
        ("rule", "count.txt isn't a Python file, so no page shows it", MOVE),
        ("rule", "sqlalchemy.pyi isn't a Python file, so no page shows it", MOVE), ]),
    "a snippet in a folder within": (
        ["do.py", "dont.py", "more/do.py", "more/models.py"],
        [("rule", "more/do.py is never run", "move it to rule/, or rename it")]),
    "a DO about not": (["do_not_null.py", "dont_not_null.py"], []),
    "a module beside a pair": (["do.py", "dont.py", "models.py", "double.py", "shared.py"], []),
    "nothing": ([], [("rule", "the rule's folder is empty", "add dont.py and do.py")]),
    "no DON'T": (["do.py"], [("rule", "rule chapter/rule has no DON'T", "add dont.py: what not to write")]),
    "modules alone": (
        ["models.py"], [ ("rule", "rule chapter/rule has no DON'T", "add dont.py: what not to write"),
        ("rule", "rule chapter/rule has no DO", "add do.py: what to write instead"), ]),
    "a DON'T without an answer": (
        ["dont.py", "dont_x.py", "do_x.py"], [("dont.py", "no DO answers dont.py", "add do.py")]),
    "a DO that answers nothing": (
        ["dont.py", "do.py", "do_x.py"],
        [("do_x.py", "do_x.py answers no DON'T", "add dont_x.py, or name it after the DON'T that it answers")]),
    "leftovers of Python": (["__pycache__/do.pyc"], [("rule", "the rule's folder is empty", "add dont.py and do.py")]),
}  # fmt: skip


@pytest.mark.parametrize(("names", "expected"), FOLDERS.values(), ids=FOLDERS)
def test_what_is_wrong_with_a_folder(
    make: Make, project: Project, names: list[str], expected: list[tuple[str, str, str]]
) -> None:
    found = folder_problems(project, make(*names))
    assert [(p.path.name, p.text, p.remedy) for p in found] == expected
    assert all(p.line == 1 for p in found)


@pytest.mark.parametrize("slug", ["Rule", "my-rule", "2nd", "a b"])
def test_a_folder_name_that_is_not_a_slug(make: Make, project: Project, slug: str) -> None:
    (problem,) = folder_problems(project, make("do.py", "dont.py", folder=f"chapter/{slug}"))
    text = f"the folder's name {slug!r} isn't a slug"
    assert (problem.text, problem.remedy) == (text, "use lowercase letters, digits and _, with a letter first")


MISSPELT = [
    "dnot.py", "dont-x.py", "don't.py", "Dont.py", "DONT.py", "do_not.py", "do-not_x.py", "Do.py", "do-x.py", "dos.py",
    "donts_x.py", "do_X.py", "dont_.py", "good.py", "bad_x.py", "dontt.py", "dont2.py", "do2.py", "dont x.py", "do .py",
]  # fmt: skip
MODULES = ["do.py", "dont_x.py", "models.py", "shared.py", "document.py", "doc.py", "donor.py", "download.py"]


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_verdict(name: str) -> None:
    (problem,) = misspelling(Path(name))
    text = f"{name!r} isn't a snippet's name, so nothing runs it"
    assert (problem.line, problem.text, problem.remedy) == (1, text, NAME)


@pytest.mark.parametrize("name", MODULES)
def test_names_of_modules(name: str) -> None:
    assert misspelling(Path(name)) == []


EQUAL = {
    "the same text": ("print(1)\n", "print(1)\n", True),
    "other comments": ("print(1)\n#!> 1\n", "# why\nprint( 1 )\n#> 1\n", True),
    "other code": ("print(1)\n", "print(2)\n", False),
    "other names": ("a = 1\nprint(a)\n", "b = 1\nprint(b)\n", False),
    "a syntax error": ("print(\n", "print(\n", False),
}


@pytest.mark.parametrize(("dont", "do", "equal"), EQUAL.values(), ids=EQUAL)
def test_equal_sides(make: Make, dont: str, do: str, equal: bool) -> None:
    found = equal_sides(make(dont=dont, do=do))
    expected = [("dont.py", "dont.py and do.py are the same code", "change one of the two")] if equal else []
    assert [(p.path.name, p.text, p.remedy) for p in found] == expected
