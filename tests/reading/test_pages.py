"""What a page may ask for: directives, and values of outcomes in sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading import pages

DONT = """\
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")
with engine.connect() as connection:
    for number in (1, 2, 3):
        print("a", connection.scalar(text("SELECT 1")))
        #> a 1
        #> a 1
        #> a 1
    #: 3 statements
    print(connection.scalar(text("SELECT 2")))
    #> 2
    #: 1 statement
    connection.execute(text("SELECT * FROM nowhere"))
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: nowhere
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("project")
    folder = root / "snippets" / "a" / "b"
    folder.mkdir(parents=True)
    (root / "docs").mkdir()
    (folder / "dont.py").write_text(DONT)
    (folder / "do.py").write_text("print('one line')\n#> one line\n")
    return Project.load(root)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a/b/dont statements 1 }}", "3"),
        ("{{ a/b/dont statements 2 }}", "1"),
        ("{{ a/b/dont rows 1 }}", "3"),
        ("{{ a/b/dont printed 4 }}", "2"),
        ("{{ a/b/dont raised }}", "OperationalError"),
        ("{{ a/b/dont error }}", "OperationalError: (sqlite3.OperationalError) no such table: nowhere"),
        ("{{ a/b/dont message }}", "(sqlite3.OperationalError) no such table: nowhere"),
        ("{{a/b/do printed}}", "one line"),
        ("{{ guide rules }}", "1"),
        ("{{ guide snippets }}", "2"),
        ("{{ guide pairs }}", "1"),
    ],
)
def test_a_value_comes_from_the_outcome(project: Project, text: str, expected: str) -> None:
    assert pages.value(text, project) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a/b/dont statements }}", "a/b/dont has 2 statements; say which one by its number (1: 3, 2: 1)"),
        ("{{ a/b/dont statements 3 }}", "a/b/dont has 2 statements; say which one by its number"),
        ("{{ a/b/do statements }}", "a/b/do has no statements"),
        (
            "{{ a/b/do colour }}",
            "there is no value 'colour'; there is statements, parameter_sets, rows, printed, raised, message, error",
        ),
        ("{{ a/b/does printed }}", "rule a/b has no snippet 'does'; it has dont, do"),
        ("{{ a/bb/do printed }}", "there is no rule 'a/bb': did you mean a/b?"),
        ("{{ nonsense }}", "{{ nonsense }} is no value: write {{ chapter/rule/dont statements }}"),
        ("{{ ../../etc/do printed }}", "there is no rule"),
        (
            "{{ guide weight }}",
            "the guide has no value 'weight'; it has chapters, rules, snippets, pairs, environments, environment, built",
        ),
    ],
)
def test_a_value_that_is_not_there_is_named(project: Project, text: str, expected: str) -> None:
    with pytest.raises(pages.PageError) as error:
        pages.value(text, project)
    assert expected in str(error.value)


def test_directives_and_values_in_code_are_not_read(tmp_path: Path, project: Project) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```markdown\n::: rule x/y\n{{ x }}\n```\n\n~~~\n::: rule x/y\n~~~\n\n"
        "Write `{{ x/y/dont printed }}` or ``{{ `x` }}``.\n\n````\n```\n::: rule x/y\n````\n"
    )
    assert pages.problems(page, project) == []
    assert pages.directives(page) == []


def test_the_day_of_a_build_can_be_set(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782400")
    assert pages.value("{{ guide built }}", project) == "29 February 2000"


def test_an_example_names_a_dont(project: Project) -> None:
    rule, path = pages.find_example("a/b/dont", project)
    assert (rule.name, path.name) == ("a/b", "dont.py")
    with pytest.raises(pages.PageError, match="rule a/b has no DON'T 'do'; it has dont"):
        pages.find_example("a/b/do", project)


def test_a_case_names_a_further_dont(project: Project) -> None:
    with pytest.raises(pages.PageError, match="has no further case 'x'; ::: rule a/b draws its only one"):
        pages.find_case("a/b x", project)
    with pytest.raises(pages.PageError, match="there is no rule 'a/bb'"):
        pages.find_case("a/bb x", project)
