"""A snippet's code as HTML: its lines, what stands out in them, and below them what the run did."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from harness.checking.compare import Bindings, count_text, described
from harness.drawing.sql_html import counted_sql
from harness.outcome import Outcome, Raised
from harness.reading.expectation import COUNTS, PRINTS, RAISES, WRONG, Expectation
from harness.reading.regions import FROM_HERE, TO_HERE
from harness.reading.snippet import Snippet

BREAKS = re.compile(r'(<span class="p">[(\[{]+</span>)')
TAG = re.compile(r"<[^>]*>")
NARROW = 36
"""Characters of code that a phone shows in a line. A longer line may be broken behind a bracket."""


def code_html(snippet: Snippet, outcome: Outcome, counted: bool, changed: set[int]) -> str:
    """The shown lines, numbered as in the file, with the evidence where the author's expectations stand.

    `counted`: the number of statements is the fault, so the lines that emit several stand out. `changed`: the lines that the
    counterpart does not have.
    """
    html = code_lines(snippet.source)
    evidence = evidence_by_line(snippet, outcome)
    hidden = {e.line for e in snippet.expectations} | {
        n for n, text in enumerate(snippet.source.split("\n"), 1) if text.strip() in (FROM_HERE, TO_HERE)
    }
    marks = line_marks(snippet, outcome, counted)
    regions = snippet.regions or [(1, len(html))]
    # A formatter's blank lines between a statement and its expectation are not shown.
    blank = {n for n, text in enumerate(snippet.source.split("\n"), 1) if not text.strip()}
    rows: list[str] = []
    for position, (first, last) in enumerate(regions):
        shown = list(range(first, min(last, len(html)) + 1))
        while shown and not html[shown[0] - 1].strip() and shown[0] not in evidence:
            shown.pop(0)
        while shown and not html[shown[-1] - 1].strip() and shown[-1] not in evidence:
            shown.pop()
        if position:
            rows.append('<span class="gap" aria-hidden="true">⋯</span>')
        for number in shown:
            if number not in hidden and not (number in blank and next_kept(number, blank) in evidence):
                style, note = marks.get(number, ("", ""))
                tail = f'<span class="times">{escape(note)}</span>' if note else ""
                rows.append(line_html(number, html[number - 1] + tail, style, changed_as(snippet, number in changed)))
            rows += evidence.get(number, [])
    return (
        f'<div class="highlight listing" role="group" aria-label="{escape(snippet.path.name)}">'
        f"<pre><code>{''.join(rows)}</code></pre></div>"
    )


def whole_listing(path: Path) -> str:
    """A whole file, numbered, its expectations as they are written."""
    source = path.read_text("utf-8")
    lines = "".join(line_html(n, text) for n, text in enumerate(code_lines(source), 1))
    return (
        f'<div class="highlight listing" role="group" aria-label="{escape(path.name)}, whole">'
        f"<pre><code>{lines}</code></pre></div>"
    )


def code_lines(source: str) -> tuple[str, ...]:
    """Python as highlighted HTML, a string for each line; index 0 is line 1."""
    html = highlight(source, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    lines = html.rstrip("\n").split("\n")
    return tuple(
        BREAKS.sub(r"\1<wbr>", line) if len(plain) > NARROW else line
        for line, plain in zip(lines, source.split("\n"), strict=False)
    )


def line_html(number: int, html: str, style: str = "", role: str = "") -> str:
    """A line of code. The page draws its number, and a plus or a minus for its role."""
    names = f"line {style}".strip()
    said = f' role="{role}"' if role else ""
    plain = TAG.sub("", html)
    indent = len(plain) - len(plain.lstrip(" "))
    # A line too long for the page goes on below its own beginning.
    hangs = f' style="--in:{indent}ch"' if indent else ""
    return f'<span class="{names}" data-line="{number}"{said}{hangs}>{html}\n</span>'


def changed_as(snippet: Snippet, changed: bool) -> str:
    """The role of a line that its counterpart does not have, as HTML calls it."""
    return "" if not changed else "deletion" if snippet.verdict == "DON'T" else "insertion"


def next_kept(line: int, blank: set[int]) -> int:
    """The first line below that is not blank."""
    while line in blank:
        line += 1
    return line


def line_marks(snippet: Snippet, outcome: Outcome, counted: bool) -> dict[int, tuple[str, str]]:
    """For the lines that stand out: a style, and a note at the line's end."""
    marks: dict[int, tuple[str, str]] = {}

    def mark(statement: int | None, style: str, note: str = "") -> None:
        if statement is None:
            return
        each = snippet.statements[statement]
        for line in range(each.line, each.head_end + 1):
            text = snippet.text_of(line).strip()
            if text and not text.startswith("#"):
                marks[line] = (style, note)
                note = ""

    bindings = Bindings(snippet, outcome)
    for emitted in counted_sql(snippet, outcome).values():
        count = len(emitted)
        mark(emitted[0].at, "many" if counted and count > 1 else "", f"{count}×" if count > 1 else "")
    for statement, expectations in bindings.of(WRONG, PRINTS).items():
        if any(e.kind == WRONG for e in expectations):
            mark(statement, "fault")
    for raised in outcome.raised:
        if not (raised.by_hand and raised.caught):
            mark(raised.at, "warned" if raised in outcome.warnings else "fault")
    return marks


def evidence_by_line(snippet: Snippet, outcome: Outcome) -> dict[int, list[str]]:
    """What the run did, as HTML, by the line of the expectation it belongs to."""
    bindings = Bindings(snippet, outcome)
    found: dict[int, list[str]] = {}

    def add(expectation: Expectation, style: str, label: str, text: str) -> None:
        found.setdefault(expectation.line, []).append(
            f'<span class="evidence {style}"><span class="label">{label}</span>'
            f'<span class="text">{escape(text)}\n</span></span>'
        )

    printed = bindings.printed()
    for statement, expectations in bindings.of(PRINTS, WRONG).items():
        lines = [line.text for line in printed.get(statement, [])]
        runs: list[tuple[Expectation, list[str]]] = []
        for position, text in enumerate(lines):
            expectation = expectations[min(position, len(expectations) - 1)]
            if runs and runs[-1][0].kind == expectation.kind:
                runs[-1][1].append(text)
            else:
                runs.append((expectation, [text]))
        for expectation, texts in runs:
            wrong = expectation.kind == WRONG
            add(expectation, "wrong" if wrong else "printed", "wrong" if wrong else "prints", "\n".join(texts))
    for statement, expectations in bindings.of(RAISES).items():
        raised = [r for r in outcome.raised if r.at == statement]
        for expectation, each in zip(expectations, raised, strict=False):
            style = "warned" if each in outcome.warnings else "raised"
            add(expectation, style, "warns" if style == "warned" else "raises", full_message(each))
    for statement, expectations in bindings.of(COUNTS).items():
        emitted = bindings.emitted(statement)
        rows = sum(e.rows or 0 for e in emitted)
        fetched = f", {rows:,} {'row' if rows == 1 else 'rows'} fetched" if rows else ""
        add(expectations[0], "counted", "SQL", f"{count_text(len(emitted))}{fetched}")
    return found


def full_message(raised: Raised) -> str:
    """Class and message as the page shows them: later lines too, less the pointer to SQLAlchemy's error page."""
    _, _, rest = raised.message.partition("\n")
    lines = [line for line in rest.split("\n") if line and not line.startswith("(Background on")]
    text = "\n".join([described(raised), *lines])
    return text if raised.times == 1 else f"{text}\n({raised.times} times)"
