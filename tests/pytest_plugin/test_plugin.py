"""Snippets, pairs and fences as pytest items: each test is a project of its own, run by pytest."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sqlalchemy

import harness.checking.rewrite_expectations  # noqa: F401  # pytester forgets what a run imports, and compiled modules of Black cannot be imported twice
from harness.project import Project
from harness.pytest_plugin import plugin
from harness.running import run
from harness.running.run import pool_for

HOME = Path(__file__).resolve().parent.parent.parent

DONT = """
from sqlalchemy import create_engine, text

with create_engine("sqlite://").connect() as connection:
    for number in range(3):
        print(connection.scalar(text("SELECT :n"), {"n": number}))
        #> 0
        #> 1
        #> 2
    #: 3 statements
"""

DO = """
from sqlalchemy import create_engine, text

with create_engine("sqlite://").connect() as connection:
    for number in connection.scalars(text("VALUES (0), (1), (2)")):
        print(number)
        #> 0
        #> 1
        #> 2
    #: 1 statement
"""

SETTINGS = """
[tool.harness]
time_limit = 1

[tool.pytest.ini_options]
addopts = "-p harness.pytest_plugin.plugin -q --strict-markers -p no:anyio -p no:hypothesispytest -p no:cacheprovider"
testpaths = ["snippets", "docs", "README.md"]
"""


class Guide:
    """A small project, and pytest run in it."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.root = pytester.path
        self.write("pyproject.toml", SETTINGS)
        self.rule("queries/one_by_one", dont=DONT, do=DO)

    def write(self, name: str, text: str | bytes) -> Path:
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else textwrap.dedent(text).lstrip("\n").encode())
        return file

    def rule(self, name: str, **files: str | bytes) -> None:
        for stem, text in files.items():
            self.write(f"snippets/{name}/{stem}.py", text)

    def run(self, *arguments: str) -> pytest.RunResult:
        """pytest in this process."""
        return self.pytester.runpytest_inprocess(*arguments)

    def run_apart(self, *arguments: str) -> pytest.RunResult:
        """pytest in a process of its own, for what several processes do together."""
        return self.pytester.run(sys.executable, "-m", "pytest", *arguments)


@pytest.fixture
def guide(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[Guide]:
    monkeypatch.setenv("PYTHONPATH", str(HOME))
    monkeypatch.delenv("PYTEST_ADDOPTS", raising=False)
    monkeypatch.setattr(run, "usable_processors", lambda: 1)  # to start a second worker takes longer than two snippets
    guide = Guide(pytester)
    yield guide
    pool_for(Project.load(guide.root)).stop()


def text_of(result: pytest.RunResult) -> str:
    return result.stdout.str()


def proved(result: pytest.RunResult) -> str:
    """The line of the summary that says what was proved."""
    return next((line for line in result.outlines if line.startswith("proved: ")), "")


RULE = "snippets/queries/one_by_one"


# What no snippet may bring along


@pytest.mark.parametrize("arguments", [[], [RULE], [f"{RULE}/do.py"]], ids=["all", "the rule", "a snippet"])
def test_a_conftest_could_change_what_the_checks_say(guide: Guide, arguments: list[str]) -> None:
    guide.rule("queries/one_by_one", do=DO.replace("#> 1", "#> 7"))
    forging = """
        import pytest

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_makereport(item, call):
            report = yield
            report.outcome = "passed"
            return report
    """
    guide.write(f"{RULE}/conftest.py", forging)
    result = guide.run_apart(*arguments)
    assert result.ret in (pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERRUPTED)
    told = result.stdout.str() + result.stderr.str()
    assert f"{RULE}/conftest.py:1: pytest would load this, and it could change what the checks say" in told
    assert "write fixtures into the snippet that uses them, or into a module beside it" in told


# Choosing


def test_items_of_a_project(guide: Guide) -> None:
    guide.write("README.md", "```python\nprint(1)\n#> 1\n```\n")
    result = guide.run("--collect-only")
    items = [line for line in result.outlines if "::" in line]
    assert items == [
        f"{RULE}/do.py::expectations",
        f"{RULE}/dont.py::expectations",
        f"{RULE}/dont.py::pair",
        "README.md::line 1",
    ]


def test_collecting_runs_nothing(guide: Guide) -> None:
    guide.rule("queries/other", dont="open('/tmp/never', 'w')\n", do="x = 1\n")
    guide.run("--collect-only")
    assert not (guide.root / ".cache").exists()


def test_whole_project(guide: Guide) -> None:
    result = guide.run()
    result.assert_outcomes(passed=3)
    assert proved(result) == "proved: 2 snippets, 1 pair, 0 Markdown blocks; 2 run now, the others from cached outcomes"


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        ([f"{RULE}/dont.py"], 2),
        ([f"{RULE}/do.py"], 1),
        ([RULE], 3),
        (["snippets/queries"], 3),
        (["-k", "pair"], 1),
        (["-k", "one_by_one and not dont"], 1),
        ([f"{RULE}/dont.py::pair"], 1),
    ],
)
def test_choosing(guide: Guide, arguments: list[str], count: int) -> None:
    guide.run(*arguments).assert_outcomes(passed=count)


def test_second_run_runs_nothing(guide: Guide) -> None:
    guide.run()
    assert "; 0 run now" in proved(guide.run())
    guide.write(f"{RULE}/do.py", DO.replace("(2)", "(2) "))
    assert "; 1 run now" in proved(guide.run())
    assert "; 2 run now" in proved(guide.run("--fresh"))


def test_stops_at_the_first_failure(guide: Guide) -> None:
    guide.rule("queries/one_by_one", dont=DONT.replace("3 s", "4 s"), do=DO.replace("1 s", "2 s"))
    guide.run("-x").assert_outcomes(failed=1)


def test_last_failed(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace(" -p no:cacheprovider", ""))
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    guide.run().assert_outcomes(failed=2, passed=1)
    guide.write(f"{RULE}/do.py", DO)
    guide.run("--lf").assert_outcomes(passed=2)


def test_in_parallel(guide: Guide) -> None:
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    result = guide.run_apart("-n", "2")
    result.assert_outcomes(failed=2, passed=1)
    assert f"{RULE}/do.py:8: printed something else than expected" in text_of(result)
    assert proved(result).startswith("proved: 1 snippet, 0 pairs, 0 Markdown blocks; 2 failed")


def test_shared_out_among_machines(guide: Guide) -> None:
    """Every part of pytest-split's says of its items what a whole run says; a pair is proved wherever it falls."""
    guide.rule("queries/other", dont=DONT, do=DO)
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    whole = guide.run("-rA")
    parts = [guide.run("-rA", "--splits", "3", "--group", group) for group in "123"]

    assert len(verdicts(whole)) == 6
    assert all(verdicts(part) for part in parts)
    assert set.union(*map(verdicts, parts)) == verdicts(whole)
    assert sum(len(verdicts(part)) for part in parts) == 6


def test_in_parallel_says_what_one_process_says(guide: Guide) -> None:
    guide.rule("queries/other", dont=DONT, do=DO)
    guide.rule("queries/third", dont=DONT, do=DO.replace("#> 2", "#> 3"))
    # Without and with what is known from the time before.
    together = [guide.run_apart("-rA", "-n", "2"), guide.run_apart("-rA", "-n", "2", "--dist", "loadfile")]
    alone = guide.run("-rA")
    assert len(verdicts(alone)) == 9
    for each in together:
        assert verdicts(each) == verdicts(alone)
        assert proved(each) == "proved: 5 snippets, 2 pairs, 0 Markdown blocks; 2 failed"


def verdicts(result: pytest.RunResult) -> set[str]:
    """The items with what became of them."""
    return {line.partition(" - ")[0] for line in result.outlines if line.startswith(("PASSED ", "FAILED "))}


def test_junit(guide: Guide) -> None:
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    guide.run("--junitxml=report.xml")
    root = ElementTree.parse(guide.root / "report.xml").getroot()
    failures = [element.text or "" for element in root.iter("failure")]
    assert len(failures) == 2
    assert failures[0].startswith(f"{RULE}/do.py:8: ")


def test_named_snippet_is_not_imported_as_a_test(guide: Guide) -> None:
    guide.rule("queries/other", dont="raise ValueError('imported')\n", do="x = 1\n", test_helper="raise ValueError\n")
    result = guide.run("snippets/queries/other/dont.py", "snippets/queries/other/test_helper.py")
    assert "snippets/queries/other/dont.py:1: raised, and no #! says so" in text_of(result)
    assert "Traceback" not in text_of(result)
    result.assert_outcomes(failed=2)


# Failing


def test_failure_says_where_what_and_how_to_accept_it(guide: Guide) -> None:
    guide.write(f"{RULE}/dont.py", DONT.replace("3 statements", "4 statements"))
    text = text_of(guide.run(f"{RULE}/dont.py::expectations"))
    assert f"{RULE}/dont.py:9: expected 4 statements, the run emitted 3\n" in text
    assert "    line 5: 3 statements, first SELECT ?\n" in text
    assert f"  accept what happened: pytest {RULE}/dont.py --update-examples\n" in text
    for inner in ("Traceback", "runtest", "harness/", "Failed("):
        assert inner not in text


def test_the_same_failure_in_a_further_environment_is_told_in_a_line(guide: Guide) -> None:
    settings = SETTINGS.replace("time_limit = 1", 'time_limit = 5\nenvironments = ["sqlite", "postgresql"]')
    guide.write("pyproject.toml", settings)
    guide.rule("queries/other", dont="print(1)\n#!> 2\n", do="print(2)\n#> 2\n")
    text = text_of(guide.run("snippets/queries/other/dont.py")).partition("short test summary")[0]
    assert text.count("snippets/queries/other/dont.py:2: printed something else than expected") == 1
    assert "snippets/queries/other/dont.py:2: the same as in sqlite\n" in text


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (f"{RULE}/dnot.py", f"{RULE}/dont.py"),
        (f"{RULE}/dnot.py::pair", f"{RULE}/dont.py"),
        ("queries/one_by_one", RULE),
        ("snippets/query", "snippets/queries"),
    ],
)
def test_a_path_that_does_not_exist_is_told_with_the_one_that_was_meant(guide: Guide, given: str, meant: str) -> None:
    told = guide.run(given).stderr.str()
    assert f"ERROR: there is no {given.partition('::')[0]}\n  did you mean: pytest {meant}\n" in told


def test_a_path_like_no_other_is_told_alone(guide: Guide) -> None:
    assert guide.run("elsewhere.py").stderr.str().strip() == "ERROR: there is no elsewhere.py"


def test_summary_counts_what_passed(guide: Guide) -> None:
    guide.write(f"{RULE}/dont.py", DONT.replace("3 statements", "4 statements"))
    assert proved(guide.run()).startswith("proved: 1 snippet, 0 pairs, 0 Markdown blocks; 2 failed; ")


def test_swapped_pair_fails_where_only_the_dont_is_run(guide: Guide) -> None:
    guide.rule("queries/one_by_one", dont=DO, do=DONT)
    result = guide.run(f"{RULE}/dont.py")
    result.assert_outcomes(passed=1, failed=1)
    assert f"{RULE}/dont.py:1: shows no fault that do.py is free of" in text_of(result)


def test_failure_of_the_do_is_told_where_only_the_dont_is_run(guide: Guide) -> None:
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    result = guide.run(f"{RULE}/dont.py")
    result.assert_outcomes(passed=1, failed=1)
    assert f"{RULE}/do.py:8: printed something else than expected" in text_of(result)


def test_what_follows_from_a_broken_expectation_is_not_told(guide: Guide) -> None:
    guide.write(f"{RULE}/dont.py", DONT.replace("#: 3 statements", "#! Error: a").replace("#> 2", "#> 3"))
    text = text_of(guide.run(f"{RULE}"))
    assert f"{RULE}/dont.py:" in text
    assert "shows no fault that do.py is free of" not in text


@pytest.mark.parametrize(
    ("files", "place", "what"),
    [
        ({"dont": DONT}, "snippets/a/rule:1: ", "rule a/rule has no DO"),
        ({"do": DO}, "snippets/a/rule:1: ", "rule a/rule has no DON'T"),
        ({"dont": DO, "do": DO}, "snippets/a/rule/dont.py:1: ", "dont.py and do.py are the same code"),
        ({"dont": DONT, "do": DO, "dnot": DONT}, "snippets/a/rule/dnot.py:1: ", "'dnot.py' isn't a snippet's name"),
        ({"dont": "x = (\n", "do": DO}, "snippets/a/rule/dont.py:1: ", "syntax error: '(' was never closed"),
        ({"dont": b"# \xe9\n", "do": DO}, "snippets/a/rule/dont.py:1: ", "not UTF-8: byte 0xe9"),
        ({"dont": "print(1)\n# > 1\n", "do": DO}, "snippets/a/rule/dont.py:2: ", "'# > 1' is nearly an expectation"),
        ({"dont": "x = 1\n#: [mysql] 1\n", "do": DO}, "snippets/a/rule/dont.py:2: ", "unknown qualifier [mysql]"),
        ({"dont": "while True:\n    pass\n", "do": DO}, "snippets/a/rule/dont.py:", "did not end within 1 seconds"),
    ],
    ids=["no do", "no dont", "equal", "misspelt", "syntax", "encoding", "nearly", "qualifier", "hang"],
)
def test_bad_rule(guide: Guide, files: dict[str, str | bytes], place: str, what: str) -> None:
    guide.rule("a/rule", **files)
    result = guide.run("snippets/a")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    lines = [line for line in result.outlines if line.startswith(place) and what in line]
    assert lines, text_of(result)
    assert "Traceback" not in text_of(result)


def test_empty_rule(guide: Guide) -> None:
    (guide.root / "snippets/a/rule").mkdir(parents=True)
    result = guide.run("snippets/a")
    result.assert_outcomes(failed=1)
    assert "snippets/a/rule:1: the rule's folder is empty" in text_of(result)


def test_hang_is_run_once_and_told_once(guide: Guide) -> None:
    started = guide.root / "started"
    started.touch()
    guide.rule("a/rule", dont="x = 1\nwhile True:\n    x += 1\n", dont_more="x = 1\nwhile True:\n    x -= 1\n", do=DO)
    result = guide.run("snippets/a", "--durations=0", "--durations-min=1")
    result.assert_outcomes(passed=1, failed=4)
    told, _, _ = text_of(result).partition("short test summary info")  # which repeats messages where CI is set
    assert len(re.findall(r"dont.py:[23]: the snippet did not end", told)) == 1
    assert len(re.findall(r"dont_more.py:[23]: the snippet did not end", told)) == 1
    assert not re.search(r"^[\d.]+s call", text_of(result), re.M), "an item ran the snippet again"


def test_shared_module_that_fails(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace("time_limit = 1", 'preload = ["shared"]'))
    guide.write("snippets/shared.py", "x = 1\nint('a')\n")
    result = guide.run()
    result.assert_outcomes(failed=3)
    assert "snippets/shared.py:2: what all snippets share fails: ValueError" in text_of(result)
    assert "Traceback" not in text_of(result)


# Fences


def test_fences(guide: Guide) -> None:
    guide.write(
        "docs/page.md",
        """
        # A page

        ```python
        print(1)
        #> 2
        ```

        <!-- not run: there is no such module -->
        ```python
        import nowhere
        ```

        <!-- not run: for no reason -->
        ```python
        x = 1
        ```

        <!-- not run: -->
        ```python
        x = 1
        ```

        ~~~python
        x = 1
        ~~~

        ````python
        x = 1
        ````

        ```text
        no Python
        ```
        """,
    )
    result = guide.run("docs")
    text = text_of(result)
    assert "docs/page.md:5: printed something else than expected" in text
    assert "docs/page.md:13: the block runs as it says: its exemption is no longer needed" in text
    assert "docs/page.md:18: an exemption without a reason" in text
    assert "docs/page.md:23: the fence '~~~python' would not be run" in text
    assert "docs/page.md:27: the fence '````python' would not be run" in text
    assert "nowhere" not in text


def test_fence_that_fails_names_its_line_in_the_page(guide: Guide) -> None:
    guide.write("README.md", "# Read me\n\n```python\nx = 1\nint('a')\n```\n")
    text = text_of(guide.run("README.md"))
    assert "README.md:5: raised, and no #! says so" in text
    assert "<!-- not run: why -->" in text


def test_a_fence_that_speaks_of_no_environment_fails(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace("time_limit = 1", 'time_limit = 5\nenvironments = ["sqlite"]'))
    guide.write("environments/sqlalchemy2.1.txt", f"sqlalchemy=={sqlalchemy.__version__}\n")
    guide.write("README.md", "# Read me\n\n```python\nx = 1\n#! [python<3] a.B: c\n```\n")
    assert "README.md:5: '#! [python<3] a.B: c' is never tested" in text_of(guide.run("README.md"))


# Updating


def test_update_then_pass_and_nothing_more_to_update(guide: Guide) -> None:
    bare = re.sub(r"^ *#> .*\n", "", DONT, flags=re.M).replace("3 statements", "7 statements").replace('"', "'")
    guide.write(f"{RULE}/dont.py", bare)
    guide.run("--update-examples").assert_outcomes(passed=3)
    file = guide.root / RULE / "dont.py"
    assert file.read_text() == DONT.lstrip()
    stamp = file.stat().st_mtime_ns
    guide.run("--update-examples").assert_outcomes(passed=3)
    assert file.stat().st_mtime_ns == stamp
    result = guide.run()
    result.assert_outcomes(passed=3)
    assert "; 0 run now" in proved(result)


def test_update_touches_only_what_it_was_asked_for(guide: Guide) -> None:
    wrong = DONT.replace("3 statements", "7 statements").lstrip()
    guide.write(f"{RULE}/dont.py", wrong)
    guide.run(f"{RULE}/do.py", "--update-examples").assert_outcomes(passed=1)
    assert (guide.root / RULE / "dont.py").read_text() == wrong


def test_update_leaves_a_snippet_that_hangs(guide: Guide) -> None:
    source = "print(1)\n#> 2\nwhile True:\n    pass\n"
    guide.write(f"{RULE}/dont.py", source)
    result = guide.run(f"{RULE}/dont.py::expectations", "--update-examples")
    result.assert_outcomes(failed=1)
    assert (guide.root / RULE / "dont.py").read_text() == source


# The matrix


def test_an_environment_with_many_runs_is_named_before_they_start(
    guide: Guide, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plugin, "MANY", 2)
    assert "sqlite: 2 to run (1 of 1 environments)" in guide.run().outlines
    assert "to run (" not in guide.run().stdout.str()


def test_the_matrix_says_what_it_runs_and_what_it_cannot(guide: Guide) -> None:
    guide.write("environments/sqlalchemy2.1.txt", f"sqlalchemy=={sqlalchemy.__version__}\n")
    guide.write("pyproject.toml", SETTINGS.replace("[tool.harness]", '[tool.harness]\npythons = ["3.99"]', 1))
    for arguments, passed in (((), 3), (("snippets/queries/one_by_one/do.py",), 1)):
        told = guide.pytester.run(sys.executable, "-m", "harness.running.matrix", *arguments)
        missing = "missing: python3.99-sqlalchemy2.1-sqlite: no Python 3.99 on this machine*"
        told.stdout.fnmatch_lines(
            [
                "The matrix: 1 of 2 environments",
                "  sqlite: Python 3.*, SQLAlchemy 2.*",
                missing,
                "*",
                f"{passed} passed*",
                missing,
            ]
        )
        assert told.ret == 0
    guide.rule("queries/one_by_one", do=DO.replace("#> 0", "#> 7"))
    assert guide.pytester.run(sys.executable, "-m", "harness.running.matrix").ret == 1
