"""The index of errors: what every run raised or warned, as patterns that a reader's own traceback is held against.

A message is taken apart here, once, at build. `docs/assets/error_index.js` holds a reader's text against the parts in
the browser, so that nothing is sent anywhere. The parts of a message:

    words    its words in order, the snippet's own names left out
    needs    the words among them that a reader's message must hold, since the library puts them in quotes
    names    the snippet's own names in it: they decide only between messages that are else alike
    near     what the snippet imports and calls: a traceback through the same code is likelier to mean it
    verb     how the SQL begins that failed
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from harness.checking.bindings import Bindings
from harness.checking.checked_rule import CheckedRule, checked_rules
from harness.outcome import Raised
from harness.project import VERDICT, Project
from harness.reading import rules
from harness.reading.expectation import RAISES
from harness.reading.pages import RuleTitle
from harness.reading.snippet import Snippet
from harness.site import known_errors

WORD = re.compile(r"\b[A-Za-z_]\w*")
QUOTED = re.compile(r"(?<!\w)'[^'\n]*'(?!\w)|\"[^\"\n]*\"")
DOTTED = re.compile(r"\b[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
LAST = re.compile(r"(?<=: )\S+$|(?<=named )\S+$")
SQL = re.compile(r"\[SQL:\s*(\w+)")
LACKED = re.compile(r"(?<!'(?:dict|list)' object )(?<!'str' object )(?<!'NoneType' object )has no attribute (['\"])\w+")
"""An attribute that an object lacks: a name of the program's own, seldom the one in the rule's snippet.

Of a plain Python object only the attribute tells which message it is.
"""
TAIL = re.compile(r"\n\[SQL:.*|\s*\(Background on .*?at:.*|\s*For further information visit.*", re.S)
ADVICE = re.compile(r"^(?:HINT|LINE \d+|CONTEXT|DETAIL):.*|^\s*\^\s*$", re.M)
"""What PostgreSQL adds below its message. Its words are those of many messages, or of the program's own data."""

PYTHONS = ("AttributeError", "TypeError", "NameError", "ValueError")
"""Classes whose messages Python itself words, for programs of every kind."""

BUILT_IN = frozenset(
    ["str", "int", "float", "list", "tuple", "dict", "set", "bytes", "bool", "NoneType", "module", "type", "function"]
)
"""Python's own types. In a message of Python's own they tell what went wrong, and the rest of it tells nothing."""

LIBRARY_WORDS = ("lazy", "cascade")
"""Keyword arguments whose strings are SQLAlchemy's words and not the snippet's: `lazy="raise"`."""

LONGEST = 48
"""Words of a message that count. What follows in a longer one is mostly the names of a model."""

EQUIVALENTS = [
    (r"\((?:sqlite3|psycopg2?|asyncpg|pymysql|MySQLdb|sqlalchemy\.dialects)[\w.]*\)|<class 'asyncpg[\w.]*'>:?", ""),
    (r"duplicate key value violates unique constraint", "UNIQUE constraint failed"),
    (r"Duplicate entry '.*' for key", "UNIQUE constraint failed"),
    (r'null value in column "(\w+)"(?: of relation "(\w+)")? violates not-null constraint',
     "NOT NULL constraint failed: $2.$1"),
    (r'column "(\w+)" of relation "\w+" contains null values', "Cannot add a NOT NULL column with default value NULL"),
    (r"violates foreign key constraint", "FOREIGN KEY constraint failed"),
    (r"violates check constraint", "CHECK constraint failed"),
    (r'relation "(\w+)" already exists', "table $1 already exists"),
    (r'relation "(\w+)" does not exist', "no such table: $1"),
    (r'column "(\w+)" of relation "(\w+)" does not exist', "table $2 has no column named $1"),
    (r'column "?([\w.]+)"? does not exist', "no such column: $1"),
    (r"could not serialize access due to [\s\S]*", "could not serialize access"),
    (r'syntax error at or near "(.*?)"', 'near "$1": syntax error'),
    (r"'[\w.]+' object has no attribute '_sa_instance_state'", "'dict' object has no attribute '_sa_instance_state'"),
]  # fmt: skip
"""How drivers say the same: a regular expression of JavaScript and Python, and the words that stand for it.

The words are sqlite3's. Messages of rules and of readers are both put into them. Which driver speaks tells nothing.
"""


@dataclass(frozen=True)
class Message:
    """An exception or a warning that a rule's snippet met."""

    rule: rules.Rule
    snippet: str
    """The file's name."""
    name: str
    """`module.qualname` of the class, a built-in's name alone."""
    text: str
    """The message, less its SQL and SQLAlchemy's pointer to its error pages."""
    warns: bool
    only: str
    """The environments it is expected in, where it was not the one of this run; else empty."""
    words: tuple[str | None, ...]
    """In lower case; None stands where the text can be any."""
    needs: tuple[str, ...]
    names: tuple[str, ...]
    near: tuple[str, ...]
    verb: str

    @property
    def short(self) -> str:
        return self.name.rpartition(".")[2]

    @property
    def guard(self) -> bool:
        """Whether a DO meets it: it refuses there what the DON'T lets pass."""
        return self.snippet.startswith("do") and not self.snippet.startswith("dont")


def messages(project: Project) -> list[Message]:
    """What the snippets' runs raised and warned, and what they expect elsewhere; each once for a rule, DON'Ts first.

    Left out is what a snippet raises by hand. Raises CannotRun.
    """
    return [message for checked in checked_rules(project) for message in messages_of(checked)]


@lru_cache(maxsize=1024)
def messages_of(checked: CheckedRule) -> list[Message]:
    """The messages of one rule."""
    found = []
    seen = set()
    for each in checked.snippets.values():
        snippet, outcome = each.snippet, each.outcome
        here = [(r, r in outcome.warnings, "") for r in outcome.raised if not r.by_hand]
        applying = Bindings(snippet, outcome).applying
        for expected in snippet.expectations:
            if expected.kind == RAISES and expected not in applying and expected.class_name:
                raised = Raised(expected.statement, expected.class_name, expected.message, by_hand=False)
                only = expected.qualifier.text if expected.qualifier else ""
                here.append((raised, expected.class_name.endswith("Warning"), only))
        for raised, warns, only in here:
            message = taken_apart(checked.rule, snippet, raised, warns, only)
            if message.words not in seen:
                seen.add(message.words)
                found.append(message)
    return found


def taken_apart(rule: rules.Rule, snippet: Snippet, raised: Raised, warns: bool, only: str = "") -> Message:
    """A raised exception or warning of a snippet as a pattern."""
    shown = TAIL.sub("", raised.message).rstrip()
    text = ADVICE.sub("", shown)
    for pattern, words_for_it in EQUIVALENTS:
        text = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", words_for_it), text)
    own = own_names(snippet.path)
    spans = own_spans(text, own)
    lacked = [match.start(1) for match in LACKED.finditer(text)]
    quoted = [match.span() for match in QUOTED.finditer(text) if match.start() not in lacked]
    short = raised.name.rpartition(".")[2]
    words: list[str | None] = []
    needs, names = [], []
    end = 0
    for match in WORD.finditer(text):
        mine = any(start <= match.start() < stop for start, stop in spans)
        gap, end = "..." in text[end : match.start()], match.end()
        if (gap or mine) and words and words[-1] is not None:
            words.append(None)
        if mine:
            names.append(match[0].lower())
            continue
        words.append(match[0].lower())
        told = any(start == match.start() - 1 and stop == match.end() + 1 for start, stop in quoted)
        if told or (short in PYTHONS and match[0] in BUILT_IN):
            needs.append(match[0].lower())
    verb = SQL.search(raised.message)
    return Message(
        rule, snippet.path.name, raised.name, shown, warns, only, tuple(words[:LONGEST]), tuple(dict.fromkeys(needs)),
        tuple(dict.fromkeys(names)), tuple(sorted(used(snippet.tree))), verb[1].upper() if verb else "",
    )  # fmt: skip


@dataclass(frozen=True)
class OwnNames:
    """The names that a snippet brings with it, and that another program's message has others for."""

    given: frozenset[str]
    """Of classes, their attributes, modules and tables."""
    tables: frozenset[str]
    spelled: str
    """All of its strings, a line each."""


def own_spans(text: str, own: OwnNames) -> list[tuple[int, int]]:
    """Where a message says names of the snippet's own: start and end of each."""
    if text in own.given:  # all that some libraries say of an attribute: its name
        return [(0, len(text))]
    found = []
    words = set(WORD.findall(own.spelled))
    for match in QUOTED.finditer(text):
        content = match[0][1:-1]
        inner = WORD.findall(content)
        table = bool(inner) and "_" in inner[0] and any(part in own.tables for part in parts_of(inner[0]))
        if (
            (len(content) > 3 and content in own.spelled)
            or table
            or (len(inner) == 1 and inner[0] in own.given | words)
        ):
            found.append(match.span())
    for match in DOTTED.finditer(text):
        if match[0].partition(".")[0] in own.given | own.tables:
            found.append(match.span())
    for match in WORD.finditer(text):
        plain = match[0].islower() and "_" not in match[0]
        if match[0] in own.tables or (match[0] in own.given and not plain):
            found.append(match.span())
    found += [match.span() for match in LAST.finditer(text)]
    return found


def parts_of(name: str) -> list[str]:
    """The beginnings of a snake_case name: `a_b_pkey` has `a` and `a_b`."""
    words = name.split("_")
    return ["_".join(words[:count]) for count in range(1, len(words))]


@lru_cache(maxsize=1024)
def own_names(path: Path) -> OwnNames:
    """The names of a snippet, of the modules beside it and of what all snippets share."""
    folder = path.parent
    modules = [p for p in folder.rglob("*.py") if p.parent != folder or not VERDICT.match(p.stem)]
    shared = list(folder.parent.parent.glob("*.py"))
    files = {p.stem for p in [*modules, *shared]} | {p.parent.name for p in modules if p.parent != folder}
    each = [names_in(file) for file in (path, *modules, *shared)]
    return OwnNames(
        frozenset(files).union(*(names.given for names in each)),
        frozenset[str]().union(*(names.tables for names in each)),
        "\n".join(names.spelled for names in each if names.spelled),
    )


@lru_cache(maxsize=1024)
def names_in(path: Path) -> OwnNames:
    """The names in one file; none where it isn't Python, which the check of the file reports."""
    try:
        tree = ast.parse(path.read_bytes())
    except SyntaxError:
        return OwnNames(frozenset(), frozenset(), "")
    given: set[str] = set()
    tables: set[str] = set()
    strings: list[str] = []
    skipped: set[int] = set()
    for node in ast.walk(tree):  # a keyword comes before its value
        if isinstance(node, ast.ClassDef):
            given |= {node.name, *assigned(node)}
            tables.add(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", node.name).lower())
        elif isinstance(node, ast.Call) and name_of(node.func) in ("Table", "create_table") and node.args:
            tables.add(str(getattr(node.args[0], "value", "")))
        elif isinstance(node, ast.keyword) and node.arg in LIBRARY_WORDS:
            skipped.add(id(node.value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            strings.append(node.value)
    return OwnNames(frozenset(given), frozenset(tables - {""}), "\n".join(strings))


def assigned(node: ast.ClassDef) -> set[str]:
    """The attributes that a class's body sets."""
    found: set[str] = set()
    for child in node.body:
        targets = child.targets if isinstance(child, ast.Assign) else [getattr(child, "target", None)]
        found |= {each.id for each in targets if isinstance(each, ast.Name) and not each.id.startswith("__")}
    return found


def name_of(function: ast.expr) -> str:
    """`create_table` of `op.create_table`."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def used(tree: ast.Module) -> set[str]:
    """What a snippet imports and calls, in lower case."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {part for alias in node.names for part in alias.name.split(".")}
        elif isinstance(node, ast.ImportFrom):
            found |= {*(node.module or "").split("."), *(alias.name for alias in node.names)}
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            found.add(node.func.attr)
    return {name.lower() for name in found if len(name) > 2}


def index_parts(
    found: list[Message], first: list[str], titles: dict[str, RuleTitle], root: str
) -> list[tuple[str, str]]:
    """The index as parts of a page: `markdown` lines and `html` blocks, in order.

    The list needs no script; the style sheet hides the form where there is none.
    """
    parts = [("html", form_html(found, first, titles, root))]
    by_class: dict[str, list[Message]] = {}
    for message in found:
        by_class.setdefault(message.short, []).append(message)
    for short in sorted(by_class, key=str.lower):
        parts.append(("markdown", f"## {short} {{ #{short.lower()} data-search-exclude }}"))
        parts.append(("html", list_html(by_class[short], titles, root)))
    return parts


def form_html(found: list[Message], first: list[str], titles: dict[str, RuleTitle], root: str) -> str:
    """The field for a traceback, and where its answer goes."""
    known = known_errors.as_data(set(titles))
    rules = {name: [title.text, title.chapter] for name, title in titles.items() if name in known_errors.rules()}
    data = {"equivalents": EQUIVALENTS, "first": first, "known": known, "rules": rules, "root": root}
    count = len({message.rule.name for message in found})
    return (
        f'<form class="error-form" data-search-exclude data-index="{escape(json.dumps(data))}">'
        '<label for="error-text">Your traceback, or one line of it</label>'
        '<textarea id="error-text" rows="6" spellcheck="false" autocomplete="off" autocapitalize="off"'
        ' placeholder="sqlalchemy.orm.exc.DetachedInstanceError: ..."></textarea>'
        '<p class="error-note">It stays in this page: nothing is sent.</p>'
        '<div class="error-answer" role="status"></div></form>'
        f'<p class="error-count" data-search-exclude>{len(found)} messages of {count} rules, by class:</p>'
        f'<script src="{root}assets/errors.js" type="module"></script>'
    )


def list_html(found: list[Message], titles: dict[str, RuleTitle], root: str) -> str:
    """The messages of one class, each with its rule."""
    items = []
    for each in sorted(found, key=lambda m: (m.text.lower(), m.rule.name)):
        title = titles.get(each.rule.name)
        heading = escape(title.text if title else each.rule.name)
        chapter = escape(title.chapter if title else each.rule.chapter)
        notes = [chapter]
        if each.guard:
            notes.append("raised by the DO, on purpose")
        if each.only:
            notes.append(f"on {each.only}, checked there")
        data = {
            "rule": each.rule.name,
            "class": each.short,
            "words": " ".join(word or "*" for word in each.words),
            "needs": " ".join(each.needs),
            "names": " ".join(each.names),
            "near": " ".join(each.near),
            "verb": each.verb,
            "guard": "1" if each.guard else "",
        }
        attributes = "".join(f' data-{key}="{escape(value)}"' for key, value in data.items() if value)
        first, _, rest = each.text.partition("\n")
        lines = [first, *[line for line in rest.split("\n") if line.strip()]][:4]
        items.append(
            f'<li{attributes}><a href="{root}{each.rule.address}">{heading}</a>'
            f' <span class="error-where">{escape(", ".join(notes))}</span>'
            f'<code class="error-message">{escape(chr(10).join(lines))}</code></li>'
        )
    return f'<ul class="error-list" data-search-exclude>{"".join(items)}</ul>'
