"""Values of outcomes in sentences."""

from __future__ import annotations

import pytest

from harness.checking import page_values as values
from harness.project import Project
from harness.reading.page import Page
from harness.reading.page_names import PageError
from tests.conftest import write_files

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


MANY = """\
from sqlalchemy import create_engine, text

numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1234) SELECT i FROM n"
with create_engine("sqlite://").connect() as connection:
    connection.execute(text(numbers)).all()
    #: 1 statement
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    files = {
        "docs/a/b.md": "word " * 2000,
        "snippets/a/b/dont.py": DONT,
        "snippets/a/b/do_many.py": MANY,
        "snippets/a/b/do.py": "print('one line')\n#> one line\n",
        "snippets/a/b/do_broken.py": "print(\n",
    }
    return Project.load(write_files(tmp_path_factory.mktemp("project"), files))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a/b/dont statements 1 }}", "3"),
        ("{{ a/b/dont statements 2 }}", "1"),
        ("{{ a/b/dont rows 1 }}", "3"),
        ("{{ a/b/do_many rows }}", "1,234"),
        ("{{ a/b/dont parameter_sets 1 }}", "3"),
        ("{{ a/b/dont printed 4 }}", "2"),
        ("{{ a/b/dont raised }}", "OperationalError"),
        ("{{ a/b/dont error }}", "OperationalError: (sqlite3.OperationalError) no such table: nowhere"),
        ("{{ a/b/dont message }}", "(sqlite3.OperationalError) no such table: nowhere"),
        ("{{a/b/do printed}}", "one line"),
        ("{{ guide rules }}", "1"),
        ("{{ guide snippets }}", "4"),
        ("{{ guide pairs }}", "1"),
        ("{{ a rules }}", "1"),
        ("{{ a minutes }}", "15"),
    ],
)
def test_a_value_comes_from_the_outcome(project: Project, text: str, expected: str) -> None:
    assert values.value(text, project) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a/b/dont statements }}", "a/b/dont has 2 statements; say which one by its number (1: 3, 2: 1)"),
        ("{{ a/b/dont statements 3 }}", "a/b/dont has 2 statements; say which one by its number"),
        ("{{ a/b/do statements }}", "a/b/do has no statements"),
        ("{{ a/b/do colour }}", "there is no value 'colour'; there is statements, parameter_sets, rows, printed,"),
        ("{{ a/b/does printed }}", "rule a/b has no snippet 'does'; it has dont, do, do_broken, do_many"),
        ("{{ a/b/do_broken printed }}", "snippets/a/b/do_broken.py cannot be read: "),
        ("{{ a/bb/do printed }}", "there is no rule 'a/bb': did you mean a/b?"),
        ("{{ nonsense }}", "{{ nonsense }} is no value: write {{ chapter/rule/dont statements }}"),
        ("{{ ../../etc/do printed }}", "there is no rule"),
        ("{{ c rules }}", "there is no chapter 'c'"),
        (
            "{{ guide weight }}",
            "the guide has no value 'weight'; it has chapters, rules, snippets, pairs, environments,",
        ),
    ],
)
def test_a_value_that_is_not_there_is_named(project: Project, text: str, expected: str) -> None:
    with pytest.raises(PageError) as error:
        values.value(text, project)
    assert expected in str(error.value)


def test_the_day_of_a_build_can_be_set(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "951782400")
    assert values.value("{{ guide built }}", project) == "February 29, 2000"


def test_values_in_code_are_not_read(project: Project) -> None:
    path = project.docs / "page.md"
    path.write_text("```\n{{ x }}\n```\n\nWrite `{{ x/y/dont printed }}` or ``{{ `x` }}``, not {{ y }}.\n")
    assert values.values_in(Page(path, "page.md")) == [(5, "{{ y }}")]
    assert values.filled_in("Write `{{ guide rules }}` for {{ guide rules }}.", project) == (
        "Write `{{ guide rules }}` for 1."
    )
