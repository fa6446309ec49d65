"""Properties of the reader, over texts that no author would think of."""

from __future__ import annotations

import ast
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from harness.problem import Problem
from harness.reading.expectation import CLAIM, LOOKALIKE
from harness.reading.snippet import BadSnippet, Snippet, parse

DONT = Path("snippets/chapter/rule/dont.py")
CODE = ["a()", "if a:", "    b()", "else:", "def f():", "    return 1", "'''", "x = (", ")", "\\", "a(); b()"]
MARKS = ["#>", "#!>", "#!", "#:", "# >", "#:>", "##!", "#  !  >", "# ->", "# page: from here", "# page: to here"]
AFTER = ["", "1", "3 statements", "a.B: c", "[sqlite] 1", "[sqlite, postgresql] 1", "[python<3] a.B", "...", "[", "]"]
LINES = st.one_of(
    st.sampled_from(CODE),
    st.tuples(
        st.sampled_from(["", "    ", "\t", "a()  "]),
        st.sampled_from(MARKS),
        st.sampled_from(["", " "]),
        st.sampled_from([*AFTER, "a.B:", "é", "\x0c", "\u200b"]),
    ).map("".join),
    st.text(max_size=12),
)
TEXTS = st.lists(LINES, max_size=8).map("\n".join)


def read(source: str) -> Snippet | list[Problem]:
    """The snippet, or the reasons why it is refused."""
    try:
        return parse(DONT, source)
    except BadSnippet as refused:
        return refused.problems


@settings(max_examples=200, deadline=None)
@given(TEXTS)
@example("\x0c#> 1")
@example("a()\r#> 1")
@example("\\\n#> 1")
def test_any_text_is_read_whole_or_refused_with_a_reason(source: str) -> None:
    snippet = read(source)
    if not isinstance(snippet, Snippet):
        assert snippet
        for problem in snippet:
            assert problem.path == DONT
            assert 1 <= problem.line <= source.count("\n") + source.count("\r") + 2
            assert problem.text
            assert problem.remedy
        return
    for expectation in snippet.expectations:
        line = snippet.text_of(expectation.line)
        assert line[: expectation.column].strip() == ""
        assert str(expectation).split() == line[expectation.column :].split()
        statement = snippet.statements[expectation.statement]
        assert statement.end_line < expectation.line
        assert statement.column == expectation.column
    bound = {expectation.line for expectation in snippet.expectations}
    in_strings: set[int] = set()
    for node in ast.walk(snippet.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            in_strings.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    for number, text in enumerate(map(str.strip, source.split("\n")), 1):
        if text.startswith("#") and (LOOKALIKE.match(text) or CLAIM.match(text)) and number not in in_strings:
            assert number in bound, f"passed over: {text}"
