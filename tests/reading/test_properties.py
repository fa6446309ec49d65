"""Properties of the reader of expectations and of `--update-examples`, over texts that nobody would think of.

That an update passes the check, changes nothing when it is repeated, and leaves the code alone stands in `test_update`,
over small programs in one environment.
"""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.cache import write_whole
from harness.checking.compare import compare
from harness.checking.rewrite_expectations import laid_out, merged, updated
from harness.outcome import Environment, Outcome
from harness.problem import Problem
from harness.reading.snippet import MARK, NEARLY, SAYS, BadSnippet, Expectation, Snippet, parse
from tests.checking.test_rewrite_expectations import PROGRAMS, code_lines
from tests.simulate import DONT, POSTGRESQL, SQLITE, simulated

LINES = st.one_of(
    st.sampled_from(
        ["a()", "if a:", "    b()", "else:", "def f():", "    return 1", "'''", "x = (", ")", "# page: from here", "# page: to here", "\\", "a(); b()"]
    ),
    st.tuples(
        st.sampled_from(["", "    ", "\t", "a()  "]),
        st.sampled_from(["#>", "#!>", "#!", "#:", "# >", "#:>", "##!", "#  !  >", "# ->"]),
        st.sampled_from(["", " "]),
        st.sampled_from(["", "1", "3 statements", "a.B: c", "[sqlite] 1", "[sqlite, postgresql] 1", "[python<3] a.B", "...", "[", "]", "a.B:", "é", "\x0c", "\u200b"]),
    ).map("".join),
    st.text(max_size=12),
)  # fmt: skip
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


def read(source: str) -> Snippet | list[Problem]:
    """The snippet, or why it is none."""
    try:
        return parse(DONT, source)
    except BadSnippet as refused:
        return refused.problems


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("\x0c#> 1")
@example("a()\r#> 1")
@example("\\\n#> 1")
def test_any_text_is_read_or_refused_with_a_reason(source: str) -> None:
    found = read(source)
    for problem in found if isinstance(found, list) else ():
        assert problem.path == DONT
        assert 1 <= problem.line <= source.count("\n") + source.count("\r") + 2
        assert problem.text
        assert problem.remedy
    if isinstance(found, list):
        assert found
        return
    snippet = found
    for expectation in snippet.expectations:
        line = snippet.text_of(expectation.line)
        assert line[: expectation.column].strip() == ""
        assert str(expectation).split() == line[expectation.column :].split()
        statement = snippet.statements[expectation.statement]
        assert statement.end_line < expectation.line
        assert statement.column == expectation.column


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_no_comment_that_looks_like_an_expectation_is_passed_over(source: str) -> None:
    try:
        snippet = parse(DONT, source)
    except BadSnippet:
        return
    found = {expectation.line for expectation in snippet.expectations}
    in_strings = set()
    for node in ast.walk(snippet.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            in_strings.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for number, line in enumerate(source.split("\n"), 1):
        text = line.strip()
        looks_like_one = MARK.match(text) or NEARLY.match(text) or SAYS.match(text)
        if text.startswith("#") and looks_like_one and number not in in_strings:
            assert number in found, line


def run_in(snippet: Snippet, environment: Environment) -> Outcome:
    """What a snippet does, which is not quite the same in both environments."""
    outcome = simulated(snippet, environment)
    if environment is POSTGRESQL:
        for event in outcome.printed:
            event.text += "!" if "b" in event.text else ""
        for raised in outcome.raised:
            raised.message += "!" if "b" in raised.message else ""
    return outcome


@settings(max_examples=60, deadline=None)
@given(PROGRAMS)
def test_an_update_over_two_environments_passes_in_both_and_is_stable(source: str) -> None:
    """In the one environment some lines and warnings end in a mark that they do not have in the other."""
    snippet = parse(DONT, source)

    def versions(text: str) -> list[tuple[Environment, Snippet]]:
        current = parse(DONT, text)
        return [(each, parse(DONT, updated(current, run_in(current, each)))) for each in (SQLITE, POSTGRESQL)]

    new = merged(snippet, versions(source))
    again = parse(DONT, new)
    for environment in (SQLITE, POSTGRESQL):
        outcome = run_in(again, environment)
        left = {
            e.line
            for e in again.expectations
            if e.statement not in outcome.ran or (e.kind == "#:" and not outcome.emitted)
        }
        assert [p for p in compare(again, outcome, "").problems if p.line not in left] == []
    assert merged(again, versions(new)) == new
    assert ast.dump(again.tree) == ast.dump(snippet.tree)
    assert code_lines(new) == code_lines(source)


@settings(max_examples=40, deadline=None)
@given(PROGRAMS)
def test_layout_keeps_the_code_and_every_expectation(source: str) -> None:
    tidy = laid_out(source)
    assert laid_out(tidy) == tidy
    assert ast.dump(parse(DONT, tidy).tree) == ast.dump(parse(DONT, source).tree)

    def stated(text: str) -> list[tuple[int, str]]:
        return [(e.statement, str(e)) for e in sorted(parse(DONT, text).expectations, key=by_line)]

    assert stated(tidy) == stated(source)


def by_line(expectation: Expectation) -> int:
    return expectation.line


# A crash in the middle


def endings(path: Path, text: str) -> Iterator[str]:
    """What a file holds after a process was killed while it replaced its text: at each thing that the process asks of the system."""
    step, killed = 0, True
    while killed:
        step += 1
        pid = os.fork()
        if pid == 0:
            left = step

            def kill(event: str, arguments: object) -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os._exit(9)

            sys.addaudithook(kill)
            write_whole(path, text)
            left = -1
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
        yield path.read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=300), st.integers(0, 3))
def test_a_killed_update_leaves_the_old_text_or_the_new(
    tmp_path_factory: pytest.TempPathFactory, new: str, times: int
) -> None:
    path = tmp_path_factory.mktemp("crash") / "do.py"
    old, new = "old\n", new * 10**times
    path.write_text(old, "utf-8")
    texts = list(endings(path, new))
    assert len(texts) > 2
    assert set(texts) <= {old, new}
    assert texts[-1] == new


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits")
def test_a_full_disk_leaves_the_old_text(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "do.py"
    path.write_text("old\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(path, "new\n" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]
