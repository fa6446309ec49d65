"""A rule with everything that its runs showed: what is in it, and when it is computed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.checking import proof
from harness.checking.checked_rule import CheckedRule, checked_rule, checked_rules, checked_snippet
from harness.outcome import Outcome
from harness.project import Project
from harness.reading.rules import Rule
from harness.reading.snippet import BadSnippet, Snippet
from tests.conftest import ROOT, write_files

WRONG = "import sys\n\nprint(sys.byteorder.islower)\n#!> <built-in method islower of str object at ...\n"
RIGHT = "import sys\n\nprint(sys.byteorder.islower())\n#> True\n"


def write(project: Project, rule: str = "chapter/rule", **files: str) -> Rule:
    write_files(project.root, {f"snippets/{rule}/{name}.py": text for name, text in files.items()})
    return Rule(project.snippets / rule)


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The DON'Ts that are proven from now on."""
    proven: list[Path] = []

    def prove(dont: Snippet, dont_outcome: Outcome, do: Snippet, do_outcome: Outcome) -> proof.Proof:
        proven.append(dont.path)
        return proof.prove(dont, dont_outcome, do, do_outcome)

    monkeypatch.setattr("harness.checking.checked_rule.prove", prove)
    return proven


def texts(checked: CheckedRule) -> list[str]:
    return [f"{problem.path.name}: {problem.text}" for problem in checked.problems]


def test_cases_have_the_names_of_their_files_and_share_a_do(project: Project) -> None:
    rule = write(project, dont=WRONG, dont_twice=WRONG + "print(sys)\n#> <module ...\n", do=RIGHT)
    checked = checked_rule(rule, project)
    assert list(checked.snippets) == ["dont.py", "dont_twice.py", "do.py"]
    assert [(case.name, case.dont.name, case.do.name) for case in checked.cases] == [
        ("", "dont.py", "do.py"),
        ("twice", "dont_twice.py", "do.py"),
    ]
    assert checked.cases[0].proof.ways == ["wrong result"]
    assert checked.cases[1].proof.ways == []
    assert checked.cases[0].do is checked.cases[1].do is checked.snippets["do.py"]
    assert checked.snippets["do.py"].databases == ("sqlite", "postgresql")


def test_everything_that_is_wrong_is_among_the_problems(project: Project) -> None:
    rule = write(project, dont=WRONG, do=RIGHT.replace("True", "False"), do_alone="x = 1\n", dont_bad="print(\n")
    (rule.folder / "notes.txt").write_text("note\n")
    checked = checked_rule(rule, project)
    assert texts(checked) == [
        "do_alone.py: do_alone.py answers no DON'T",
        "rule: notes.txt isn't a Python file, so no page shows it",
        "dont_bad.py: syntax error: '(' was never closed",
        "do.py: printed something else than expected\n    - #> False\n    + #> True",
    ]
    (case,) = checked.cases
    assert (case.problems, case.proof.ways) == ([], [])


def test_a_case_says_nothing_that_follows_from_a_snippet_s_own_failure(project: Project) -> None:
    rule = write(project, dont="x = 1\n#! ValueError: no\n", do="y = 'other'\n")
    checked = checked_rule(rule, project)
    assert texts(checked) == [
        "dont.py: expected ValueError, and line 1 raised and warned nothing\n    - #! ValueError: no"
    ]


def test_a_run_that_complains_proves_nothing_and_is_made_again(project: Project) -> None:
    rule = write(project, dont="import sys\n\nsys.exit(3)\n", do=RIGHT)
    checked = checked_rule(rule, project)
    (case,) = checked.cases
    assert (case.proof.ways, case.problems) == ([], [])
    assert checked.problems[0].text == "the snippet called sys.exit(3)"
    assert checked_rule(rule, project) is not checked


@pytest.mark.usefixtures("own_worker")
@pytest.mark.parametrize(
    "changed", ["snippets/chapter/rule/do.py", "snippets/shared.py", "snippets/chapter/rule/new.txt"]
)
def test_a_rule_is_computed_once_for_a_state_of_its_files(project: Project, proofs: list[Path], changed: str) -> None:
    (project.snippets / "shared.py").write_text("ONE = 1\n")
    rule = write(project, dont=WRONG, do="import shared\n" + RIGHT)
    other = write(project, "chapter/second", dont=WRONG, do=RIGHT)
    (first, second) = checked_rules(project)
    assert [first.rule, second.rule] == [rule, other]
    assert len(proofs) == 2
    assert checked_rules(project) == [first, second]
    assert checked_rule(rule, project) is first
    assert len(proofs) == 2
    with (project.root / changed).open("a") as file:
        file.write("TWO = 2\n")
    assert checked_rule(rule, project) is not first
    assert checked_rule(other, project) is second
    assert len(proofs) == 3


def test_one_file_by_itself(project: Project) -> None:
    path = write(project, "_pictures", arrows="print('a -> b')\n").folder / "arrows.py"
    checked = checked_snippet(path, project)
    assert [line.text for line in checked.outcome.printed] == ["a -> b"]
    assert [problem.text.partition("\n")[0] for problem in checked.problems] == ["printed, and no #> says so"]
    path.write_text("print(\n")
    with pytest.raises(BadSnippet):
        checked_snippet(path, project)


def test_a_snippet_for_postgresql_is_shown_from_postgresql_and_any_other_from_the_first_environment() -> None:
    guide = Project.load(ROOT)
    shown = {
        name: checked_snippet(guide.snippets / name, guide).outcome.environment.database
        for name in ("postgresql/time_zone/do.py", "sessions/commit/do.py")
    }
    assert shown == {"postgresql/time_zone/do.py": "postgresql", "sessions/commit/do.py": "sqlite"}
