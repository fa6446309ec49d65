"""Labs: each one runs and says what is true, a false claim is red, and the pages show what the runs did."""

from __future__ import annotations

import logging
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import jupytext
import markdown
import pytest
from jupytext.config import load_jupytext_config

from harness.drawing import cells, labs
from harness.outcome import Emitted, Environment, Outcome, Printed
from harness.project import Project
from harness.reading.snippet import parse
from harness.site.extension import SERVING, HarnessExtension, RuleError

ROOT = Path(__file__).resolve().parent.parent.parent
LABS = labs.labs(Project.load(ROOT))

START = """\
# %% [markdown]
# # A lab

# %%
from sqlalchemy import create_engine, text

from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import bars, lines, track

engine = create_engine("sqlite://")
"""
RIGHT = """
# %%
with engine.connect() as connection:
    for number in (1, 2):
        print(connection.scalar(text("SELECT :n"), {"n": number}))
        #> 1
        #> 2
    #: 2 statements

# %%
run = measure(lambda: engine.connect().exec_driver_sql("SELECT 1 UNION SELECT 2").all(), repeat=2)
assert (run.result, run.statements, run.rows) == ([(1,), (2,)], 1, 2)
say(f"It took {run.statements} statement.")
table(["a", "b"], [["one | two", 1], ["three", 2.5]])

# %% tags=["raises-exception"]
with engine.connect() as connection:
    connection.execute(text("SELECT * FROM nowhere"))
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: nowhere

# %% tags=["fold"]
lines("It grows", [1, 10], {"a": [1, 100], "b": [2, 2]}, x_label="n", y_label="m", log_x=True, log_y=True, alt="It rises.")
bars("One is longer", {"a": 1, "b": 2.5}, unit="metres", alt="b is longer.")
track("It moves", ["up", "down"], [("start", "down"), ("lift", "up")], alt="It goes up.")
{"a": 1}
"""
WRONG = """
# %%
import sys
import warnings

# %%
with engine.connect() as connection:
    connection.execute(text("SELECT 1"))
    #: 2 statements

# %%
warnings.warn("nobody expects this")
print("one")
#> two
print("to the wrong stream", file=sys.stderr)
print("three")

# %%
engine.nothing

# %%
print("never reached")
"""
FALSE = """
# %%
assert measure(lambda: engine.connect().exec_driver_sql("SELECT 1").all()).statements == 2
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with three labs, run once, at the same time."""
    root = tmp_path_factory.mktemp("project")
    (root / "pyproject.toml").write_text("")
    (root / "snippets").mkdir()
    (root / "docs" / "labs").mkdir(parents=True)
    for name, text in {"right": START + RIGHT, "wrong": START + WRONG, "untrue": START + FALSE}.items():
        (root / "docs" / "labs" / f"{name}.py").write_text(text)
        (root / "docs" / "labs" / f"{name}.md").write_text(f"::: lab {name}\n")
        os.utime(root / "docs" / "labs" / f"{name}.md", (1, 1))
    project = Project.load(root)
    labs.run_behind(project)
    assert labs._background is not None
    assert labs._background.wait() == 1
    return project


def result(project: Project, name: str) -> labs.Result:
    path = labs.lab_named(project, name)
    assert path is not None
    found = labs.stored(path, project)
    assert found is not None
    return found


def told(project: Project, name: str) -> str:
    return "\n".join(f"{line}: {text}" for line, text, _ in result(project, name).problems)


def html(result: labs.Result) -> str:
    return "\n".join(text for _, text in result.parts)


# The guide's own labs


@pytest.mark.usefixtures("guide_labs")
@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_is_as_it_says(path: Path) -> None:
    result = labs.result_of(path, Project.load(ROOT))
    assert result.problems == []
    assert result.cells > 5
    assert "SQLite" in result.environment


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_jupytext_reads_the_same_cells(path: Path) -> None:
    """What stands in a cell is ours to read, since jupytext tells no lines. JupyterLab reads it by jupytext."""
    ours, problems = cells.read(path)
    theirs = jupytext.read(path, fmt="py:percent", config=load_jupytext_config(path)).cells
    assert problems == []
    assert [(c.kind, c.source) for c in ours] == [(c.cell_type, c.source) for c in theirs]
    assert [c.may_raise for c in ours] == ["raises-exception" in c.metadata.get("tags", []) for c in theirs]


@pytest.mark.parametrize("path", LABS, ids=lambda path: path.stem)
def test_a_lab_teaches_in_the_order_of_every_lab(path: Path) -> None:
    found, _ = cells.read(path)
    texts = [cell.source for cell in found if cell.kind == "markdown"]
    assert "After this lab you" in texts[0]
    assert "## What to remember" in texts[-1]
    assert re.search(r"\]\(\.\./\w+\.md#", texts[-1]), "the end links to no rule"
    assert f"]({path.stem}.md)" in (path.parent / "index.md").read_text("utf-8")


@pytest.mark.usefixtures("guide_labs")
def test_a_lab_does_the_same_in_each_run() -> None:
    """Whole pages of the labs that show no times. Those that measure assert their counts themselves."""
    project = Project.load(ROOT)
    steady = [path for path in LABS if "measure(" not in path.read_text("utf-8")]
    assert len(steady) >= 4
    first = [labs.result_of(path, project).parts for path in steady]
    command = [*labs.command(project), "--fresh", *[path.stem for path in steady]]
    assert subprocess.run(command, capture_output=True, cwd=ROOT, check=False).returncode == 0
    again = [labs.stored(path, project) for path in steady]
    assert [each and each.parts for each in again] == first


# What is checked


def test_a_cell_shows_what_it_did(project: Project) -> None:
    found = result(project, "right")
    assert found.problems == []
    shown = html(found)
    assert '<span class="label">prints</span><span class="text">1\n2\n</span>' in shown
    assert "2 statements, 2 rows fetched" in shown
    assert "It took 1 statement." in shown
    assert "| one \\| two | 1 |" in shown
    assert "raises</span>" in shown
    assert "no such table: nowhere" in shown
    assert "<pre><code>{&#x27;a&#x27;: 1}</code></pre>" in shown
    assert "<style" not in shown
    assert "Traceback" not in shown


def test_a_plot_has_its_claim_its_alternative_text_and_its_data(project: Project) -> None:
    shown = html(result(project, "right"))
    figures = re.findall(r'<figure class="plot">.*?</figure>', shown, re.S)
    assert len(figures) == 3
    assert "<figcaption>It grows</figcaption>" in figures[0]
    assert 'role="img" aria-label="It rises."' in figures[0]
    assert "<td>10</td><td>100</td><td>2</td>" in figures[0]
    assert "<td>b</td><td>2.5</td>" in figures[1]
    assert "<td>lift</td><td>up</td>" in figures[2]
    assert not re.search(r"#[0-9a-f]{3,6}\b|<script|https?:", shown), (
        "a plot takes the page's colours and loads nothing"
    )


@pytest.mark.parametrize(
    "message",
    [
        "19: expected 2 statements, the run emitted 1",
        "22: warned, and no #! says so\n    + #! UserWarning: nobody expects this",
        "24: printed something else than expected\n    - #> two\n    + #> one",
        "22: wrote to standard error: to the wrong stream",
        "26: printed, and no #> says so\n    + #> three",
        "29: raised, and no #! says so\n    + #! AttributeError: 'Engine' object has no attribute 'nothing'",
        "28: this cell raises, and is not marked: JupyterLab would stop here",
    ],
)
def test_what_is_not_as_a_lab_says_is_told_with_its_line(project: Project, message: str) -> None:
    assert message in told(project, "wrong")


def test_nothing_is_run_after_a_cell_that_fails(project: Project) -> None:
    assert "never reached" not in html(result(project, "wrong"))


def test_a_false_claim_is_told(project: Project) -> None:
    assert "raised, and no #! says so\n    + #! AssertionError" in told(project, "untrue")


def test_somebody_who_tries_things_may_print_them() -> None:
    snippet = parse(Path("lab.py"), 'print("one")\nprint("two")\n#> three\n')
    outcome = emitted()
    outcome.printed = [Printed(0, "one"), Printed(1, "two")]
    told = "\n".join(each.text for each in cells.problems(snippet, outcome, every_print=False))
    assert "two" in told
    assert "one" not in told
    assert "one" in "\n".join(each.text for each in cells.problems(snippet, outcome))


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a = 1\n#: 0 statements\n", ""),
        ("a = 1\n#: 0 statements\n#: 0 statements\n", "#: 0 statements says nothing: the run emits no SQL at all"),
        ("a = 1\nif a > 1:\n    a = 2\n    #: 0 statements\n", "expected 0 statements, and line 3 was never reached"),
        ("a = 1\n#! [postgresql] a.B: c\n", "'#! [postgresql] a.B: c' is never tested: a lab runs in "),
    ],
)
def test_what_a_cell_says_may_fail(source: str, told: str) -> None:
    outcome = replace(emitted(), ran=[0, 1])
    found = cells.problems(parse(Path("lab.py"), source), outcome)
    assert [each.text.startswith(told) for each in found] == ([True] if told else [])


def test_somebody_who_tries_things_may_speak_of_other_environments() -> None:
    snippet = parse(Path("lab.py"), "a = 1\n#! [postgresql] a.B: c\n")
    assert cells.problems(snippet, replace(emitted(), ran=[0]), every_print=False) == []


def emitted(*statements: str) -> Outcome:
    each = [Emitted(0, [0], sql, [], 1, None) for sql in statements]
    return Outcome(Environment("3.11", "2.1", "sqlite", "3.40"), emitted=each)


def test_a_cell_that_sends_much_shows_some_of_it() -> None:
    snippet = parse(Path("lab.py"), "work()\n")
    few = labs.sql_of(snippet, emitted("PRAGMA a", "SELECT 1"))
    assert few.startswith('<details class="sql" open><summary>2 statements of SQL, by line</summary>')
    looks = labs.sql_of(snippet, emitted(*["PRAGMA a"] * 30, "SELECT 1"))
    assert "<summary>1 statement of SQL, by line, besides 30 that look at the schema</summary>" in looks
    assert "PRAGMA" not in looks
    many = labs.sql_of(snippet, emitted(*[f"SELECT {n}" for n in range(30)]))
    assert many.startswith('<details class="sql"><summary>30 statements of SQL, by line</summary>')
    assert "... and 27 different ones more" in many


# The page


def render(project: Project, name: str) -> str:
    return markdown.markdown(
        f"::: lab {name}", extensions=["tables", "attr_list", "md_in_html", HarnessExtension(root=str(project.root))]
    )


def test_a_page_shows_the_lab(project: Project) -> None:
    shown = render(project, "right")
    assert shown.startswith("<h1>A lab</h1>")
    assert 'download="right.ipynb"' in shown
    assert 'href="right.py"' in shown
    assert "<td>one | two</td>" in shown


def test_a_false_claim_fails_the_build(project: Project) -> None:
    with pytest.raises(RuleError, match=r"lab untrue: docs/labs/untrue.py:13: raised, and no #! says so"):
        render(project, "untrue")


def test_a_server_shows_the_page_without_waiting(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    started: list[Project] = []
    monkeypatch.setattr(labs, "run_behind", started.append)
    monkeypatch.setenv(SERVING, "1")
    copy = Project.load(shutil.copytree(project.root, tmp_path / "copy"))
    assert "2 statements, 2 rows fetched" in render(copy, "right")
    assert started == []
    with (copy.docs / "labs" / "right.py").open("a") as file:
        file.write("\n# %%\nprint(3)\n")
    shown = render(copy, "right")
    assert started == [copy]
    assert "<h1>A lab</h1>" in shown
    assert "The 6 cells of this lab are being run" in shown
    with caplog.at_level(logging.WARNING):
        assert "raised, and no #! says so" in render(copy, "untrue"), "a false claim is drawn while serving"


def test_a_page_is_touched_when_its_lab_is_done(project: Project) -> None:
    """A server that watches the pages builds it again."""
    for page in project.docs.glob("labs/*.md"):
        assert page.stat().st_mtime > 1


def test_a_lab_that_is_not_there_is_named(project: Project) -> None:
    with pytest.raises(RuleError, match="there is no lab 'left' in docs/labs/; there is right, untrue, wrong"):
        render(project, "left")


# What is kept


def test_a_lab_is_kept_until_what_it_depends_on_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = Project.load(shutil.copytree(project.root, tmp_path / "copy"))
    path = copy.docs / "labs" / "right.py"
    assert labs.kept(path, copy)
    assert not labs.kept(copy.docs / "labs" / "untrue.py", copy), "what went wrong is run again"
    monkeypatch.setattr(labs, "code_of", lambda *_: "another version")
    assert not labs.kept(path, copy)
    monkeypatch.undo()
    result = labs.stored(path, copy)
    assert result is not None
    assert "harness/notebook.py" not in result.files, "the harness is no file of this project"
    helper = copy.snippets / "helper.py"
    helper.write_text("x = 1\n")
    monkeypatch.setitem(result.files, "snippets/helper.py", labs.fingerprint(helper))
    monkeypatch.setattr(labs, "Result", lambda **_: result)
    assert labs.kept(path, copy)
    helper.write_text("x = 2\n")
    assert not labs.kept(path, copy)
    monkeypatch.undo()
    path.write_text(path.read_text() + "\n# %%\nprint(3)\n")
    assert not labs.kept(path, copy)


@pytest.mark.usefixtures("guide_labs")
def test_the_guides_labs_depend_on_the_modules_they_import() -> None:
    files = labs.result_of(ROOT / "docs" / "labs" / "n_plus_one.py", Project.load(ROOT)).files
    assert {"snippets/domain.py", "harness/notebook.py", "harness/record.py", "harness/plot.py"} <= files.keys()


# The text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("print(1)\n", "1: a lab starts with a cell"),
        ("# %%\nprint(1)\n", "1: a lab starts with its title"),
        ("# %% [markdown]\n# # T\n\n# %%\n\n# %%\nx = 1\n", "4: an empty cell"),
        ("# %% [markdown]\n# # T\nprint(1)\n", "3: no comment, in a cell of text"),
        ("# %% [markdown]\n# # T\n# ```python\n# x = 1\n# ```\n", "1: a block of code that nobody runs"),
        ('# %% [markdown]\n# # T\n\n# %% tags=["skip"]\nx = 1\n', '4: an unknown mark: # %% tags=["skip"]'),
    ],
)
def test_a_lab_that_cannot_be_read_says_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "lab.py"
    path.write_text(text)
    _, problems = cells.read(path)
    assert message in [f"{problem.line}: {problem.text}" for problem in problems]


def test_ticks_leave_room_for_each_other() -> None:
    from harness.drawing import plot

    across, _ = plot.scale([0, 1_000, 10_000, 30_000, 99_000], False)
    assert plot.apart([(across(x), x) for x in (0, 1_000, 10_000, 30_000, 99_000)]) == [0, 30_000, 99_000]
    assert plot.apart([(0, 1), (10, 5), (23, 10), (49, 20), (100, 40)]) == [1, 5, 10, 20, 40]
    assert plot.apart([(0, 0), (95, 10_000), (100, 20_000)]) == [0, 20_000]


def test_a_plot_that_says_nothing_is_refused() -> None:
    from harness.drawing import plot

    with pytest.raises(ValueError, match="needs a title, labels with units, and an alternative text"):
        plot.lines("Title", [1], {"a": [1]}, x_label="n", y_label="m", alt=" ")
    with pytest.raises(ValueError, match="a: 1 values for 2 points"):
        plot.lines("Title", [1, 2], {"a": [1]}, x_label="n", y_label="m", alt="flat")
    with pytest.raises(ValueError, match="'left' is none of up, down"):
        plot.track("Title", ["up", "down"], [("go", "left")], alt="wrong")
