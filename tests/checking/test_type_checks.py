"""What type checkers say about snippets: refused in a DO, recorded for a DON'T."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.checking import type_checks
from harness.checking.type_checks import (
    CHECKERS,
    CannotCheck,
    TypeFault,
    batches,
    faults,
    mypy,
    passed,
    problems,
    pyright,
    record_file,
    recorded,
    renew,
)
from harness.project import Project
from harness.reading.rules import rules
from tests.conftest import write_files, write_project

CALL = "from beside import double\n\nprint(double({argument}))\n"
DOUBLE = "def double(number: {of}) -> {of}:\n    return number + number\n"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = write_project(tmp_path)
    for rule, of, wrong, right in (("one", "int", "'2'", "2"), ("two", "str", "2", "'2'")):
        files = {"beside": DOUBLE.format(of=of), "dont": CALL.format(argument=wrong), "do": CALL.format(argument=right)}
        write_files(project.root, {f"snippets/sums/{rule}/{name}.py": text for name, text in files.items()})
    return project


def said(project: Project, found: list[TypeFault]) -> list[str]:
    return [f"{project.relative(each.path)}:{each.line}: {each.text}" for each in problems(project, found)]


def test_rules_with_a_module_of_the_same_name_are_checked_apart(project: Project) -> None:
    assert [[rule.slug for rule in batch] for batch in batches(rules(project))] == [["one"], ["two"]]


def test_what_mypy_says_about_a_dont_is_recorded_and_about_a_do_refused(project: Project) -> None:
    error = 'Argument 1 to "double" has incompatible type "{}"; expected "{}" [arg-type]'
    of_one, of_two = error.format("str", "int"), error.format("int", "str")
    found = faults(project)
    assert [each for each in said(project, found) if "mypy --strict:" in each] == [
        f"snippets/sums/one/dont.py:3: mypy --strict: {of_one}",
        f"snippets/sums/two/dont.py:3: mypy --strict: {of_two}",
    ]
    renew(project, found)
    assert said(project, found) == []
    dont, do = project.snippets / "sums" / "one" / "dont.py", project.snippets / "sums" / "two" / "do.py"
    assert recorded(dont, project) == [(3, of_one)]
    assert recorded(do, project) == []

    dont.write_text("# A comment.\n" + dont.read_text("utf-8"), "utf-8")
    do.write_text(CALL.format(argument=3), "utf-8")
    assert recorded(dont, project) == [(4, of_one)], "the line that it has now"
    assert f"snippets/sums/two/do.py:3: mypy --strict: {of_two}" in said(project, faults(project))

    dont.write_text(CALL.format(argument=4), "utf-8")
    assert recorded(dont, project) == []
    found = faults(project)
    assert f"snippets/sums/one/dont.py:1: mypy --strict no longer says: {of_one}" in said(project, found)
    renew(project, found)
    assert "one/dont.py" not in record_file(project, "sums").read_text("utf-8")


def test_a_file_that_mypy_cannot_read_is_an_error_and_no_pass(project: Project) -> None:
    do = project.snippets / "sums" / "one" / "do.py"
    do.write_text("print(\n", "utf-8")
    assert [each for each in said(project, faults(project)) if "one/do.py" in each] == [
        "snippets/sums/one/do.py:2: mypy --strict: Unexpected EOF while parsing [syntax]"
    ]


def test_mypy_that_does_not_finish_is_an_error(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type_checks, "PYTHON", "nonsense")
    with pytest.raises(CannotCheck, match="nonsense"):
        mypy([project.snippets / "sums" / "one" / "do.py"], [], project)


def test_a_rule_passes_if_the_record_says_so_of_each_of_its_dos(project: Project) -> None:
    one, two = rules(project)
    do = one.dos[0]
    assert passed(one, project) == ""
    unrecorded = "snippets/sums/one/do.py:1: the record doesn't say whether it passes the type checkers"
    assert unrecorded in said(project, faults(project))
    (project.root / "pyproject.toml").write_text(
        '[tool.pyright]\ninclude = ["snippets"]\nignore = ["snippets/**/dont*.py"]\n'
        'typeCheckingMode = "standard"\nenableTypeIgnoreComments = false\n',
        "utf-8",
    )
    text = do.read_text("utf-8")
    do.write_text(text + "double(3).missing()  # type: ignore[attr-defined]\n", "utf-8")
    found = pyright(project)
    assert do in [fault.path for fault in found]
    renew(project, faults(project) + found)
    assert passed(one, project) == ""
    assert passed(two, project) == CHECKERS
    assert unrecorded in said(project, faults(project))


def test_a_record_of_other_checkers_is_refused(project: Project) -> None:
    renew(project, faults(project))
    file = record_file(project, "sums")
    file.write_text(file.read_text("utf-8").replace(CHECKERS, "mypy 1.0 --strict"), "utf-8")
    assert said(project, faults(project)) == [f"outcomes/types/sums.txt:1: not the record of {CHECKERS}"]
