"""The SQL of an outcome as HTML: by the line that emitted it, laid out, highlighted, folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import sqlparse
from markupsafe import Markup

from harness.checking.bindings import Bindings
from harness.drawing.highlight import SQL, highlighted
from harness.drawing.templates import render
from harness.outcome import Emitted, Outcome, SqlCount
from harness.reading.expectation import COUNTS
from harness.reading.snippet import Snippet
from harness.text import plural

PLACEHOLDERS = re.compile(r"\((\?|%s|:\w+|\$\d+)(?:, ?(?:\?|%s|:\w+|\$\d+)){3,}\)")
REPEATED = re.compile(r"(\([^()]*\))(?:, \1){2,}")
"""The rows of one INSERT."""
MOST = 12
"""Of a line that sends more different statements, to set up a database, only the first are shown."""
TOO_LONG = 4000
"""Characters above which a statement is shown as it was sent: formatting it would take long."""


@dataclass(frozen=True)
class FromLine:
    """The SQL that a line emitted."""

    number: int
    code: str
    count: SqlCount
    statements: list[tuple[Markup, str]]
    """Each different one, with a note on it."""
    left_out: int
    """How many different ones are not shown."""


def sql_html(snippet: Snippet, outcome: Outcome) -> Markup:
    """The SQL of the counted lines, folded; nothing where no line is counted."""
    by_line = counted_sql(snippet, outcome)
    return folded(snippet, by_line, most=MOST) if by_line else Markup("")


def folded(
    snippet: Snippet, by_line: dict[int, list[Emitted]], open_up_to: int = 0, most: int | None = None, besides: str = ""
) -> Markup:
    """Statements by line, folded unless at most `open_up_to` of them are different; of each line at most `most`.

    `besides` says what was left out.
    """
    different = 0
    lines = []
    for line, emitted in by_line.items():
        same: dict[str, list[Emitted]] = {}
        for statement in emitted:
            same.setdefault(statement.sql, []).append(statement)
        different += len(same)
        noted = [(sql_lines(sql), note_on(equal)) for sql, equal in list(same.items())[:most]]
        code = snippet.text_of(line).strip()
        lines.append(FromLine(line, code, SqlCount.of(emitted), noted, len(same) - len(noted)))
    total = SqlCount.of([emitted for same_line in by_line.values() for emitted in same_line])
    return render("sql", lines=lines, summary=f"{total} of SQL, by line{besides}", is_open=different <= open_up_to)


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


def note_on(emitted: list[Emitted]) -> str:
    """How often one statement was sent, its parameters and its rows."""
    rows = [statement.rows for statement in emitted if statement.rows is not None]
    notes = []
    if len(emitted) > 1:
        notes.append(f"{len(emitted)} times")
    if emitted[0].sets > 1:
        notes.append(f"{emitted[0].sets} parameter sets")
    if rows:
        notes.append(f"{sum(rows):,} {plural(sum(rows), 'row')}")
    values = [values for values in emitted[0].parameters[:1] if values not in ("()", "{}")]
    if values:
        which = "first parameters" if len(emitted) > 1 or emitted[0].sets > 1 else "parameters"
        notes.append(f"{which} {values[0]}")
    return "; ".join(notes)


@lru_cache(maxsize=4096)
def sql_lines(sql: str) -> Markup:
    """SQL as highlighted HTML: a clause a line, long lists of placeholders shortened, the words as they were sent."""
    text = PLACEHOLDERS.sub(lambda m: f"({m[1]}, ... {m[0].count(',') + 1} of them)", sql.strip().replace("\t", "  "))
    text = REPEATED.sub(lambda m: f"{m[1]}, ... {m[0].count(m[1])} times", text)
    if len(text) < TOO_LONG:
        text = sqlparse.format(text, reindent=True, indent_width=2, wrap_after=50)
    return highlighted(text, SQL)
