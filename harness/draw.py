"""A rule as HTML: its snippets, what their runs did, and what that proves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import BashSessionLexer, PythonLexer, SqlLexer

from harness import rules
from harness.compare import Bindings, compare, count_text, described
from harness.outcome import Emitted, Outcome, Raised
from harness.project import Project
from harness.proof import COUNTED, PRINTED, RAISED, WARNED, Proof, prove
from harness.report import report
from harness.run import WorkerFailed, run_all
from harness.snippet import COUNTS, PRINTS, RAISES, WRONG, BadSnippet, Expectation, Problem, Snippet, read

PLACEHOLDERS = re.compile(r"\((\?|%s|:\w+|\$\d+)(?:, ?(?:\?|%s|:\w+|\$\d+)){3,}\)")


@dataclass
class Drawn:
    """A snippet with all that its drawing needs."""

    snippet: Snippet
    outcome: Outcome
    problems: list[Problem]
    proof: Proof | None = None

    @property
    def is_dont(self) -> bool:
        return self.snippet.verdict == "DON'T"


def rule_html(rule: rules.Rule, project: Project) -> tuple[str, list[Problem]]:
    """The rule as HTML, and what is wrong with it: a rule with problems is drawn as not proven."""
    problems = rules.folder_problems(project, rule)
    try:
        drawn, found = checked(rule.snippets, project)
    except WorkerFailed as error:
        return "", [*problems, Problem(rule.folder, 1, str(error))]
    problems += found
    pairs: list[tuple[Drawn | None, Drawn | None]] = []
    for dont_path in rule.donts:
        dont = drawn.get(dont_path.name)
        do_path = rule.answer(dont_path)
        do = drawn.get(do_path.name) if do_path else None
        if dont and do:
            dont.proof = prove(dont.snippet, dont.outcome, do.snippet, do.outcome)
            do.proof = do.proof or dont.proof
            dont.problems += dont.proof.problems
            problems += dont.proof.problems
        pairs.append((dont, do))
    body = []
    shown: set[int] = set()
    for dont, do in pairs:
        figures = [figure(each, rule, project) for each in (dont, do) if each and id(each) not in shown]
        shown |= {id(each) for each in (dont, do) if each}
        body.append(f'<div class="pair">{"".join(figures)}</div>')
    body += [module_html(path, rule) for path in rule.modules]
    command = f"pytest snippets/{rule.name}"
    foot = (
        '<p class="rule-foot"><span>Run it: '
        f"<code>{escape(command)}</code></span> <span>Shown from a run on {escape(environments(list(drawn.values())))}</span></p>"
    )
    html = f'<section class="rule" aria-label="{escape(rule.name)}">{"".join(body)}{foot}</section>'
    return html, problems


def checked(paths: list[Path], project: Project) -> tuple[dict[str, Drawn], list[Problem]]:
    """The files that can be read, by name, each held against its own expectations; and all that is wrong with any.

    Raises WorkerFailed.
    """
    problems: list[Problem] = []
    readable = []
    for path in paths:
        try:
            readable.append(read(path))
        except BadSnippet as error:
            problems += error.problems
    drawn = {}
    for snippet, outcome in run_all(readable, project):
        command = f"pytest {project.relative(snippet.path)} --update-examples"
        found = compare(snippet, outcome, command).problems
        drawn[snippet.path.name] = Drawn(snippet, outcome, found)
        problems += found
    return drawn, problems


def failing_html(folder: Path, project: Project) -> tuple[str, list[Problem]]:
    """An example that the checks refuse: its files as they are, and what a person is told about them.

    The example is checked as a rule's snippets are. The problem of one that passes is that it passes.
    """
    paths = sorted(folder.glob("*.py"), key=lambda path: (not path.stem.startswith("dont"), path.name))
    drawn, problems = checked(paths, project)
    dont, do = drawn.get("dont.py"), drawn.get("do.py")
    if dont and do:
        problems += prove(dont.snippet, dont.outcome, do.snippet, do.outcome).problems
    if not problems:
        return "", [Problem(folder, 1, "this example is shown because it fails, and it passes")]
    listings = "".join(
        f'<figure class="snippet {"dont" if path.stem.startswith("dont") else "do"}">'
        f'<figcaption><span class="verdict">{"DON&#x27;T" if path.stem.startswith("dont") else "DO"}</span>'
        f'<code class="file">{escape(path.name)}</code></figcaption>{whole_listing(path)}</figure>'
        for path in paths
    )
    told = escape(report(problems, project))
    html = (
        f'<section class="rule failing" aria-label="{escape(folder.name)}"><div class="pair">{listings}</div>'
        f'<div class="told"><p>What the check says</p><pre tabindex="0"><code>{told}</code></pre></div></section>'
    )
    return html, []


def whole_listing(path: Path) -> str:
    """A whole file, numbered, its expectations as they are written."""
    source = path.read_text("utf-8")
    lines = "".join(
        f'<span class="line" data-line="{n}">{text}\n</span>' for n, text in enumerate(code_lines(source), 1)
    )
    return (
        f'<div class="highlight listing" tabindex="0" role="region" aria-label="{escape(path.name)}, whole">'
        f"<pre><code>{lines}</code></pre></div>"
    )


def console_html(session: str) -> str:
    """Commands and their output."""
    coloured = highlight(session, BashSessionLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
    return f'<div class="highlight console" tabindex="0" role="region" aria-label="Console"><pre><code>{coloured}</code></pre></div>'


def environments(drawn: list[Drawn]) -> str:
    """The environments the outcomes belong to, each once."""
    return "; ".join(dict.fromkeys(str(each.outcome.environment) for each in drawn)) or "no environment"


def badge(drawn: Drawn) -> tuple[str, str]:
    """What the run decided: a style, and the words."""
    if drawn.problems or drawn.proof is None or drawn.proof.problems:
        return "unproven", "not proven"
    ways, outcome = drawn.proof.ways, drawn.outcome
    if drawn.is_dont:
        words = []
        genuine = [r for r in outcome.raised if not r.by_hand]
        errors = [r for r in genuine if r not in outcome.warnings]
        if RAISED in ways:
            words.append(f"raises {short_name(errors[0])}")
        if WARNED in ways:
            words.append(f"warns: {short_name(genuine[0])}")
        if PRINTED in ways:
            words.append("wrong result")
        if COUNTED in ways:
            words.append(count_text(drawn.proof.dont_count))
        return ("warns" if ways == [WARNED] else "fails"), ", ".join(words)
    if outcome.raised and not all(r.by_hand for r in outcome.raised):
        return "passes", f"refuses: {short_name(next(r for r in outcome.raised if not r.by_hand))}"
    if COUNTED in ways:
        return "passes", f"passes, {count_text(drawn.proof.do_count)}"
    return "passes", "passes"


def short_name(raised: Raised) -> str:
    return raised.name.rpartition(".")[2]


def figure(drawn: Drawn, rule: rules.Rule, project: Project) -> str:
    snippet = drawn.snippet
    kind = "dont" if drawn.is_dont else "do"
    style, words = badge(drawn)
    mark = "✗" if drawn.is_dont else "✓"
    caption = (
        f'<figcaption><span class="verdict"><span aria-hidden="true">{mark}</span> {escape(snippet.verdict or "")}</span>'
        f'<span class="badge {style}">{escape(words)}</span>'
        f'<code class="file">{escape(snippet.path.name)}</code></figcaption>'
    )
    counted = drawn.proof is not None and COUNTED in drawn.proof.ways
    listing = code_html(snippet, drawn.outcome, counted)
    parts = [caption, listing, trouble_html(drawn, project), sql_html(snippet, drawn.outcome)]
    if snippet.regions:
        parts.append(whole_html(snippet))
    return f'<figure class="snippet {kind}">{"".join(parts)}</figure>'


def trouble_html(drawn: Drawn, project: Project) -> str:
    """What keeps a snippet from being proven."""
    if not drawn.problems:
        return ""
    items = "".join(
        f"<li><code>{escape(project.relative(p.path))}:{p.line}</code> {escape(p.text)}</li>" for p in drawn.problems
    )
    return f'<div class="trouble"><p>Not proven:</p><ul>{items}</ul></div>'


# Code


@lru_cache(maxsize=1024)
def code_lines(source: str) -> tuple[str, ...]:
    """Python as highlighted HTML, a string for each line; index 0 is line 1."""
    html = highlight(source, PythonLexer(stripnl=False, ensurenl=False), HtmlFormatter(nowrap=True))
    return tuple(html.rstrip("\n").split("\n"))


@lru_cache(maxsize=4096)
def sql_lines(sql: str) -> str:
    """SQL as highlighted HTML, its long lists of placeholders shortened."""
    text = PLACEHOLDERS.sub(lambda m: f"({m[1]}, ... {m[0].count(',') + 1} of them)", sql.strip().replace("\t", "  "))
    return highlight(text, SqlLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")


def code_html(snippet: Snippet, outcome: Outcome, counted: bool) -> str:
    """The shown lines, numbered as in the file, with the evidence where the author's expectations stand.

    `counted`: the number of statements is the fault, so the lines that emit several stand out.
    """
    html = code_lines(snippet.source)
    evidence = evidence_by_line(snippet, outcome)
    hidden = {e.line for e in snippet.expectations} | {
        n for n, text in enumerate(snippet.source.split("\n"), 1) if re.match(r"\s*# page: (from|to) here$", text)
    }
    marks = line_marks(snippet, outcome, counted)
    regions = snippet.regions or [(1, len(html))]
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
            if number not in hidden:
                style, note = marks.get(number, ("", ""))
                tail = f'<span class="times">{escape(note)}</span>' if note else ""
                rows.append(f'<span class="line {style}" data-line="{number}">{html[number - 1]}{tail}\n</span>')
            rows += evidence.get(number, [])
    return f'<div class="highlight listing" tabindex="0" role="region" aria-label="{escape(snippet.path.name)}"><pre><code>{"".join(rows)}</code></pre></div>'


def whole_html(snippet: Snippet) -> str:
    return (
        '<details class="whole" data-search-exclude><summary>The whole file</summary>'
        f"{whole_listing(snippet.path)}</details>"
    )


def module_html(path: Path, rule: rules.Rule) -> str:
    """A module that the rule's snippets import."""
    name = escape(path.relative_to(rule.folder).as_posix())
    return (
        f'<figure class="snippet module"><details class="whole" data-search-exclude><summary><code>{name}</code>,'
        f" imported by the files above</summary>{whole_listing(path)}</details></figure>"
    )


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
    counts: dict[int, int] = {}
    seen: set[int] = set()
    for statement in bindings.of(COUNTS):
        for emitted in bindings.emitted(statement):
            if emitted.at is not None and id(emitted) not in seen:
                seen.add(id(emitted))
                counts[emitted.at] = counts.get(emitted.at, 0) + 1
    for at, count in counts.items():
        mark(at, "many" if counted and count > 1 else "", f"{count}×" if count > 1 else "")
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
        indent = expectation.column
        found.setdefault(expectation.line, []).append(
            f'<span class="evidence {style}" style="--indent:{indent}"><span class="label">{label}</span>'
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


# SQL


def sql_html(snippet: Snippet, outcome: Outcome) -> str:
    """The SQL of the counted lines, or of the shown ones where nothing is counted, by line, folded."""
    bindings = Bindings(snippet, outcome)
    counted = bindings.of(COUNTS)
    chosen: list[Emitted] = []
    for statement in counted:
        chosen += [e for e in bindings.emitted(statement) if not any(e is c for c in chosen)]
    if not chosen:
        return ""
    by_line: dict[int, list[Emitted]] = {}
    for emitted in chosen:
        by_line.setdefault(snippet.line_of(emitted.at), []).append(emitted)
    groups = []
    for line, emitted_here in by_line.items():
        same: dict[str, list[Emitted]] = {}
        for emitted in emitted_here:
            same.setdefault(emitted.sql, []).append(emitted)
        blocks = "".join(statement_html(sql, each) for sql, each in same.items())
        times = f"{count_text(len(emitted_here))} from line {line}"
        groups.append(f'<div class="from-line"><p>{escape(times)}</p>{blocks}</div>')
    return f'<details class="sql"><summary>{escape(count_text(len(chosen)))} of SQL, by line</summary>{"".join(groups)}</details>'


def statement_html(sql: str, emitted: list[Emitted]) -> str:
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
    return f'<div class="highlight" tabindex="0" role="region" aria-label="SQL"><pre><code>{sql_lines(sql)}</code></pre></div>{note}'
