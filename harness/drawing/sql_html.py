"""The SQL of an outcome as HTML: by the line that emitted it, laid out, highlighted, folded."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

import sqlparse
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import SqlLexer

from harness.checking.compare import Bindings, count_text
from harness.outcome import Emitted, Outcome
from harness.reading.expectation import COUNTS
from harness.reading.snippet import Snippet

PLACEHOLDERS = re.compile(r"\((\?|%s|:\w+|\$\d+)(?:, ?(?:\?|%s|:\w+|\$\d+)){3,}\)")
REPEATED = re.compile(r"(\([^()]*\))(?:, \1){2,}")
"""The rows of one INSERT."""
TOO_LONG = 4000
"""Characters above which a statement stands as it was sent: laying it out would take long, and nobody reads it."""


def sql_html(snippet: Snippet, outcome: Outcome) -> str:
    """The SQL of the counted lines, folded; nothing where no line is counted."""
    by_line = counted_sql(snippet, outcome)
    return folded(snippet, by_line) if by_line else ""


def folded(
    snippet: Snippet, by_line: dict[int, list[Emitted]], open_up_to: int = 0, most: int | None = None, besides: str = ""
) -> str:
    """Statements by line, folded unless there are at most `open_up_to` different ones; of each line at most `most`.

    `besides` says what was left out.
    """
    different = 0
    groups = []
    for line, emitted_here in by_line.items():
        same: dict[str, list[Emitted]] = {}
        for emitted in emitted_here:
            same.setdefault(emitted.sql, []).append(emitted)
        different += len(same)
        blocks = "".join(statement_html(sql, each) for sql, each in list(same.items())[:most])
        if most is not None and len(same) > most:
            blocks += f"<p>... and {len(same) - most} different ones more</p>"
        code = escape(snippet.text_of(line).strip())
        groups.append(
            f'<div class="from-line"><p><b>{count_text(len(emitted_here))} from line {line}</b> <code>{code}</code></p>'
            f"{blocks}</div>"
        )
    total = count_text(sum(len(each) for each in by_line.values()))
    unfolded = " open" if different <= open_up_to else ""
    return (
        f'<details class="sql"{unfolded}><summary>{total} of SQL, by line{besides}</summary>{"".join(groups)}</details>'
    )


def counted_sql(snippet: Snippet, outcome: Outcome) -> dict[int, list[Emitted]]:
    """What the counted statements emitted, by line, in the order of their first statements."""
    bindings = Bindings(snippet, outcome)
    by_line: dict[int, list[Emitted]] = {}
    seen: set[int] = set()
    for statement in bindings.of(COUNTS):
        for emitted in bindings.emitted(statement):
            if id(emitted) not in seen:
                seen.add(id(emitted))
                by_line.setdefault(snippet.line_of(emitted.at), []).append(emitted)
    return by_line


def statement_html(sql: str, emitted: list[Emitted]) -> str:
    """One statement with how often it was sent, its parameters and its rows."""
    rows = [e.rows for e in emitted if e.rows is not None]
    notes = []
    if len(emitted) > 1:
        notes.append(f"{len(emitted)} times")
    if emitted[0].sets > 1:
        notes.append(f"{emitted[0].sets} sets of parameters")
    if rows:
        notes.append("1 row" if sum(rows) == 1 else f"{sum(rows):,} rows")
    values = [p for p in emitted[0].parameters[:1] if p not in ("()", "{}")]
    if values:
        which = "first parameters" if len(emitted) > 1 or emitted[0].sets > 1 else "parameters"
        notes.append(f"{which} {values[0]}")
    note = f'<p class="parameters">{escape("; ".join(notes))}</p>' if notes else ""
    return f'<div class="highlight"><pre><code>{sql_lines(sql)}</code></pre></div>{note}'


@lru_cache(maxsize=4096)
def sql_lines(sql: str) -> str:
    """SQL as highlighted HTML: a clause a line, long lists of placeholders shortened, the words as they were sent."""
    text = PLACEHOLDERS.sub(lambda m: f"({m[1]}, ... {m[0].count(',') + 1} of them)", sql.strip().replace("\t", "  "))
    text = REPEATED.sub(lambda m: f"{m[1]}, ... {m[0].count(m[1])} times", text)
    if len(text) < TOO_LONG:
        text = sqlparse.format(text, reindent=True, indent_width=2, wrap_after=50)
    return highlight(text, SqlLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
