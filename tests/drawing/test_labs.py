"""Labs: each one runs and is checked, and its page shows what the run did."""

from __future__ import annotations

import logging
import os
import re
import shutil
from pathlib import Path

import markdown
import pytest

from harness.cache import fingerprint
from harness.drawing import lab_page, labs
from harness.project import Project
from harness.site.extension import HarnessExtension, RuleError
from harness.site.serving import SERVING
from tests.conftest import write_files

START = """\
# %% [markdown]
# # A lab

# %% tags=["remove-cell"]
from harness.drawing.notebook import measure, say, table
from harness.drawing.plot import bars, lines, track

# %%
from sqlalchemy import create_engine, text

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

# %% tags=["hide-input"]
grown = {"a": [1, 100], "b": [2, 2]}
lines("It grows", [1, 10], grown, x_label="n", y_label="m", log_x=True, log_y=True, alt="It rises.")
bars("One is longer", {"a": 1, "b": 2.5}, unit="metres", alt="b is longer.")
track("It moves", ["up", "down"], [("start", "down"), ("lift", "up")], alt="It goes up.")
{"a": 1}

# %%
class Drawn:
    def _repr_svg_(self):
        return "<svg></svg>"


Drawn()
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


DEAD = """
# %%
import os

os._exit(1)

# %%
print("never reached")
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with four labs, run once, at the same time."""
    texts = {"right": START + RIGHT, "wrong": START + WRONG, "untrue": START + FALSE, "dead": START + DEAD}
    files = {f"docs/labs/{name}.py": text for name, text in texts.items()}
    pages = {f"docs/labs/{name}.md": f"::: lab {name}\n" for name in texts}
    project = Project.load(write_files(tmp_path_factory.mktemp("project"), files | pages | {"pyproject.toml": ""}))
    for page in pages:
        os.utime(project.root / page, (1, 1))
    labs.run_behind(project)
    assert labs._background is not None
    assert labs._background.wait() == 1
    return project


def result(project: Project, name: str) -> labs.Result:
    found = labs.stored(project.docs / "labs" / f"{name}.py", project)
    assert found is not None
    return found


def problems(project: Project, name: str) -> str:
    return "\n".join(f"{line}: {text}" for line, text, _ in result(project, name).problems)


def shown(project: Project, name: str) -> str:
    path = project.docs / "labs" / f"{name}.py"
    return "\n".join(text for _, text in lab_page.page_parts(path, result(project, name), project))


# What is checked


def test_a_lab_that_does_what_it_says_has_no_problems(project: Project) -> None:
    assert result(project, "right").problems == []
    assert "SQLite" in result(project, "right").environment


@pytest.mark.parametrize(
    ("lab", "message"),
    [
        ("wrong", "20: expected 2 statements, the run emitted 1"),
        ("wrong", "23: warned, and no #! says so\n    + #! UserWarning: nobody expects this"),
        ("wrong", "25: printed something else than expected\n    - #> two\n    + #> one"),
        ("wrong", "23: wrote to standard error: to the wrong stream"),
        ("wrong", "27: printed, and no #> says so\n    + #> three"),
        ("wrong", "30: raised, and no #! says so\n    + #! AttributeError: 'Engine' object has no attribute 'nothing'"),
        ("wrong", "29: this cell raises, and is not marked: JupyterLab would stop here"),
        ("untrue", "raised, and no #! says so\n    + #! AssertionError"),
        ("dead", "14: ended the kernel"),
    ],
)
def test_what_a_lab_does_otherwise_is_named_with_its_line(project: Project, lab: str, message: str) -> None:
    assert message in problems(project, lab)
    assert "never reached" not in shown(project, lab)


# What a page shows


def test_a_cell_shows_what_it_did(project: Project) -> None:
    html = shown(project, "right")
    assert '<span class="label">prints</span><span class="text">1\n2\n</span>' in html
    assert "2 statements, 2 rows fetched" in html
    assert "It took 1 statement." in html
    assert "| one \\| two | 1 |" in html
    assert "raises</span>" in html
    assert "no such table: nowhere" in html
    assert "<pre><code>{'a': 1}</code></pre>" in html
    assert "data:image/svg+xml;base64," in html, "nbconvert shows what a value shows of itself"
    assert "<style" not in html
    assert "Traceback" not in html
    _, _, html = shown(project, "right").partition("Not shown: ")
    hidden, _, rest = html.partition("</details>")
    assert "harness.drawing.notebook" in hidden
    assert "harness.drawing" not in rest


def test_a_plot_has_its_claim_its_alternative_text_and_its_data(project: Project) -> None:
    figures = re.findall(r'<figure class="plot">.*?</figure>', shown(project, "right"), re.S)
    assert len(figures) == 3
    assert "<figcaption>It grows</figcaption>" in figures[0]
    assert 'aria-label="It rises."' in figures[0]
    assert "<td>10</td><td>100</td><td>2</td>" in figures[0]
    assert "<td>b</td><td>2.5</td>" in figures[1]
    assert "<td>lift</td><td>up</td>" in figures[2]
    for figure in figures:
        assert not re.search(r"#[0-9a-f]{3,6}\b|<script|https?:", figure), "a plot takes the page's colors"


def render(project: Project, name: str) -> str:
    extension = HarnessExtension(root=str(project.root))
    return markdown.markdown(f"::: lab {name}", extensions=["tables", "attr_list", "md_in_html", extension])


def test_text_is_left_to_the_page_and_a_false_claim_fails_the_build(project: Project) -> None:
    html = render(project, "right")
    assert html.startswith("<h1>A lab</h1>")
    assert 'download="right.ipynb"' in html
    assert 'href="right.py"' in html
    assert "<td>one | two</td>" in html
    with pytest.raises(RuleError, match=r"lab untrue is not proven: docs/labs/untrue.py:14: raised, and no #! says so"):
        render(project, "untrue")
    with pytest.raises(RuleError, match="there is no lab 'left' in docs/labs/; there is dead, right, untrue, wrong"):
        render(project, "left")


def test_a_server_shows_the_page_without_waiting(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(SERVING, "1")
    copy = Project.load(shutil.copytree(project.root, tmp_path / "copy"))
    assert "2 statements, 2 rows fetched" in render(copy, "right")
    with (copy.docs / "labs" / "right.py").open("a") as file:
        file.write("\n# %%\nprint(3)\n")
    html = render(copy, "right")
    assert "<h1>A lab</h1>" in html
    assert "The 8 cells of this lab are running" in html
    with caplog.at_level(logging.WARNING):
        assert "raised, and no #! says so" in render(copy, "untrue"), "a false claim is drawn while serving"


def test_a_page_is_touched_when_its_lab_is_done(project: Project) -> None:
    """A server that watches the pages builds it again."""
    for page in project.docs.glob("labs/*.md"):
        assert page.stat().st_mtime > 1


# What is kept


def test_a_lab_is_kept_until_what_it_depends_on_changes(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copy = Project.load(shutil.copytree(project.root, tmp_path / "copy"))
    path = copy.docs / "labs" / "right.py"
    assert labs.kept(path, copy)
    assert not labs.kept(copy.docs / "labs" / "untrue.py", copy), "what went wrong is run again"
    monkeypatch.setattr(labs, "fingerprint", lambda path: "another template")
    assert not labs.kept(path, copy)
    monkeypatch.undo()
    helper = copy.snippets / "helper.py"
    helper.write_text("x = 1\n")
    found = result(copy, "right")
    found.files["snippets/helper.py"] = fingerprint(helper)
    monkeypatch.setattr(labs, "Result", lambda **_: found)
    assert labs.kept(path, copy)
    helper.write_text("x = 2\n")
    assert not labs.kept(path, copy)
    monkeypatch.undo()
    path.write_text(path.read_text() + "\n# %%\nprint(3)\n")
    assert not labs.kept(path, copy)


def test_a_page_is_drawn_again_only_when_its_result_changes(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    path, found = project.docs / "labs" / "right.py", result(project, "right")
    first = lab_page.page_parts(path, found, project)
    monkeypatch.setattr(lab_page, "converted", lambda path, result: [("markdown", "drawn again")])
    assert lab_page.page_parts(path, found, project) == first
    found.seconds += 1
    assert lab_page.page_parts(path, found, project) == [("markdown", "drawn again")]
