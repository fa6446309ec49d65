"""What a Markdown page asks the harness for. One syntax each; CONTRIBUTING.md says them to authors.

::: rule chapter/rule                            draws a rule
::: example chapter/rule/dont                    draws one pair of a rule on another page
::: lanes name                                   draws what snippets/_pictures/name.py printed
::: tables module                                draws the tables of the models in snippets/module.py
::: lab name                                     draws a lab, docs/labs/name.py
::: moved chapter/old to chapter/rule            keeps a renamed rule's address
{{ chapter/rule/dont statements }}               a value of an outcome, in a sentence
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from harness.checking.compare import Bindings, first_line
from harness.drawing import labs
from harness.outcome import Outcome
from harness.problem import Problem
from harness.project import Project
from harness.reading import rules
from harness.reading.expectation import COUNTS
from harness.reading.markdown_blocks import openings
from harness.reading.snippet import BadSnippet, Snippet, read
from harness.running import transcripts
from harness.running.shown_environment import outcome_shown
from harness.site.drawing_cache import once, remembered

DIRECTIVE = re.compile(r"^(?P<indent> *):::\s*(?P<word>\S+)?\s*(?P<rest>.*?)\s*$")
RULE = re.compile(r"[\w./-]+$")
MOVED = re.compile(r"(?P<old>[\w./-]+)\s+to\s+(?P<new>[\w./-]+)$")
ALIKE = re.compile(r"[a-z]+(?: [a-z]+)+")
ALSO = re.compile(r"(?P<rule>[\w./-]+):\s+(?P<words>.*\S)$")
VALUE = re.compile(r"\{\{\s*(?P<snippet>[\w./-]+)\s+(?P<what>\w+)(?:\s+(?P<number>\d+))?\s*\}\}")
NEARLY_VALUE = re.compile(r"\{\{.*?\}\}")
HEADING = re.compile(r"^#{1,6}\s.*\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$")
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")

WORDS = (
    "rule", "example", "lanes", "tables", "failing", "transcript", "collect", "moved", "errors", "reference", "lab", "also",
    "alike", "terms", "differences",
)  # fmt: skip
VALUES = ("statements", "rows", "printed", "raised", "message", "error")
QUOTED = ("raised", "message", "error")
"""The values that a page sets as code: what a run said, word for word."""
CHAPTER_VALUES = ("minutes", "rules")
GUIDE_VALUES = ("chapters", "rules", "snippets", "pairs", "environments", "environment", "built")


WORDS_A_MINUTE = 200
SNIPPETS_A_MINUTE = 1.5


class PageError(Exception):
    """What a page asks for cannot be had. The message says why, and what there is."""


@dataclass(frozen=True)
class Directive:
    """A line that starts with `:::`."""

    line: int
    word: str
    """One of WORDS; anything else is an error."""
    rest: str
    heading: str | None
    """The id of the heading it stands under."""


def directive_at(text: str) -> tuple[str, str] | None:
    """The word and the rest of a directive's line, or None for another line."""
    match = DIRECTIVE.match(text)
    return (match["word"] or "", match["rest"]) if match else None


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a page outside fenced blocks, with their numbers."""
    lines = path.read_text("utf-8").split("\n")
    opened, inside = openings(lines)
    for number, line in enumerate(lines, 1):
        if number not in opened and number not in inside:
            yield number, line


def directives(path: Path) -> list[Directive]:
    """Every directive of a page."""
    found, heading = [], None
    for number, line in prose(path):
        if line.startswith("#"):
            match = HEADING.match(line)
            heading = match["id"] if match else None
        parsed = directive_at(line)
        if parsed:
            found.append(Directive(number, *parsed, heading))
    return found


def pages(project: Project) -> list[Path]:
    return sorted(project.docs.rglob("*.md"))


def problems(path: Path, project: Project) -> list[Problem]:
    """Everything that a page asks for and cannot have, with its line."""
    found = []
    for directive in directives(path):
        try:
            check_directive(directive, project)
        except PageError as error:
            found.append(Problem(path, directive.line, str(error)))
    for number, line in prose(path):
        for match in NEARLY_VALUE.finditer(CODE_SPAN.sub(lambda m: " " * len(m[0]), line)):
            try:
                value(match[0], project)
            except PageError as error:
                found.append(Problem(path, number, str(error)))
    return sorted(found, key=lambda problem: problem.line)


def check_directive(directive: Directive, project: Project) -> None:
    """Raises PageError for a directive that cannot be drawn."""
    if directive.word == "rule":
        rule = find_rule(directive.rest, project)
        if directive.heading != rule.slug:
            raise PageError(
                f"::: rule {rule.name} stands under a heading without its address:"
                f" end the heading with {{ #{rule.slug} }}"
            )
    elif directive.word == "example":
        find_example(directive.rest, project)
    elif directive.word == "lanes":
        find_picture(directive.rest, project)
    elif directive.word == "tables":
        find_module(directive.rest, project)
    elif directive.word == "moved":
        find_moved(directive.rest, project)
    elif directive.word == "failing":
        find_failing(directive.rest, project)
    elif directive.word == "collect":
        collected(directive.rest, project)
    elif directive.word == "transcript":
        find_transcript(directive.rest, project)
    elif directive.word == "also":
        find_also(directive.rest, project)
    elif directive.word == "alike":
        find_alike(directive.rest)
    elif directive.word == "lab":
        find_lab(directive.rest, project)
    elif directive.word in WORDS:
        pass  # what these draw is checked where they are drawn
    else:
        raise PageError(f"::: {directive.word} is no directive; there is {', '.join(WORDS)}")


def find_rule(name: str, project: Project) -> rules.Rule:
    """The rule that a page names. Raises PageError."""
    found = rules.rule_named(project, name) if RULE.match(name) else None
    if found is None:
        moved = renamed(project).get(name)
        hint = f": it is called {moved} now" if moved else rules.nearest(project, name)
        raise PageError(f"there is no rule {name!r}{hint or ' in snippets/'}")
    return found


def find_example(name: str, project: Project) -> tuple[rules.Rule, Path]:
    """A rule and the DON'T of it that `chapter/rule/dont` names. Raises PageError."""
    rule_name, _, stem = name.rpartition("/")
    rule = find_rule(rule_name, project)
    path = rule.folder / f"{stem}.py"
    if path not in rule.donts:
        raise PageError(f"rule {rule.name} has no DON'T {stem!r}; it has {', '.join(p.stem for p in rule.donts)}")
    return rule, path


def find_picture(name: str, project: Project) -> Path:
    """The program that prints a picture, `snippets/_pictures/<name>.py`. Raises PageError."""
    path = project.snippets / "_pictures" / f"{name}.py"
    if path not in rules.pictures(project):
        there = ", ".join(each.stem for each in rules.pictures(project))
        raise PageError(f"there is no picture {name!r} in snippets/_pictures/; there is {there or 'none'}")
    return path


def find_module(name: str, project: Project) -> Path:
    """A module that the snippets share, `snippets/<name>.py`. Raises PageError."""
    path = project.snippets / f"{name}.py"
    if not rules.SLUG.match(name) or not path.is_file():
        raise PageError(f"there is no module {name!r} in snippets/")
    return path


def find_failing(name: str, project: Project) -> Path:
    """The folder of an example that fails, `snippets/_failing/<name>/`. Raises PageError."""
    folder = project.snippets / "_failing" / name
    if not rules.SLUG.match(name) or not folder.is_dir():
        raise PageError(f"there is no failing example {name!r} in snippets/_failing/")
    return folder


def find_transcript(name: str, project: Project) -> Path:
    """The file of a transcript, `transcripts/<chapter>/<name>.t`. Raises PageError."""
    path = transcripts.transcript_named(project, name)
    if path is None:
        there = ", ".join(f"{p.parent.name}/{p.stem}" for p in transcripts.transcripts(project))
        raise PageError(f"there is no transcript {name!r}; there is {there or 'none'}")
    return path


def find_lab(name: str, project: Project) -> Path:
    """The file of a lab, `docs/labs/<name>.py`. Raises PageError."""
    path = labs.lab_named(project, name)
    if path is None:
        there = ", ".join(each.stem for each in labs.labs(project))
        raise PageError(f"there is no lab {name!r} in docs/labs/; there is {there or 'none'}")
    return path


@dataclass(frozen=True)
class Collected:
    """A paragraph of a page, as another page may quote it."""

    page: str
    """The page, from docs/."""
    title: str
    """The heading it stands under."""
    anchor: str
    """That heading's id after a `#`, or nothing where it has none of its own."""
    text: str
    """Markdown; links within the page lead to the page."""


def collected(phrase: str, project: Project) -> list[Collected]:
    """The paragraphs that start with `phrase` in bold, page by page. Raises PageError where there are none."""
    found = []
    for path in pages(project):
        page = path.relative_to(project.docs).as_posix()
        title = anchor = ""
        paragraph: list[str] = []
        for _, line in [*prose(path), (0, "")]:
            if line.startswith("#"):
                match = HEADING.match(line)
                anchor = f"#{match['id']}" if match else ""
                title = re.sub(r"\s*\{[^}]*\}\s*$", "", line.lstrip("#")).strip()
            if line.strip():
                paragraph.append(line.strip())
                continue
            text = " ".join(paragraph)
            if text.startswith(f"**{phrase}"):
                found.append(Collected(page, title, anchor, text.replace("](#", f"]({page}#")))
            paragraph = []
    if not found:
        raise PageError(f"no page has a paragraph that starts with '**{phrase}'")
    return found


def reading_order(project: Project) -> list[Path]:
    """The pages as the navigation in mkdocs.yml names them, then the others."""
    config = project.root / "mkdocs.yml"
    named = re.findall(r"^ *- .*?(\S+\.md)$", config.read_text("utf-8"), re.M) if config.exists() else []
    order = {project.docs / name: at for at, name in enumerate(named)}
    return sorted(pages(project), key=lambda path: (order.get(path, len(order)), path))


@dataclass(frozen=True)
class Title:
    """What a rule is called, and the chapter it stands in."""

    text: str
    """The heading, as plain text."""
    chapter: str
    """The chapter's page's heading."""


def rule_titles(project: Project) -> dict[str, Title]:
    """The titles of the rules that a page draws, by name, in the order to read them."""
    return once("titles", lambda: _rule_titles(project))


def _rule_titles(project: Project) -> dict[str, Title]:
    found = {}
    for path in reading_order(project):
        chapter = title = ""
        for _, line in prose(path):
            if line.startswith("# "):
                chapter = plain(line)
            elif line.startswith("#"):
                title = plain(line)
            parsed = directive_at(line)
            if parsed and parsed[0] == "rule":
                found[parsed[1]] = Title(title, chapter)
    return found


def plain(heading: str) -> str:
    """The text of a heading: without its marks, its attributes and code's backticks."""
    return re.sub(r"\s*\{[^}]*\}\s*$", "", heading.lstrip("#")).strip().replace("`", "")


def find_also(text: str, project: Project) -> tuple[rules.Rule, list[str]]:
    """The rule and the words of `::: also chapter/rule: one; another`. Raises PageError."""
    match = ALSO.match(text)
    if match is None:
        raise PageError(f"'::: also {text}' is not '::: also chapter/rule: words; other words'")
    return find_rule(match["rule"], project), [words.strip() for words in match["words"].split(";") if words.strip()]


def terms(project: Project) -> dict[str, list[str]]:
    """What people call the rules, by name, from the `::: also` of all pages. Lines that cannot be read are left out."""
    found: dict[str, list[str]] = {}
    for path in pages(project):
        for directive in directives(path):
            match = ALSO.match(directive.rest) if directive.word == "also" else None
            if match:
                found.setdefault(match["rule"], []).extend(w.strip() for w in match["words"].split(";") if w.strip())
    return found


def find_alike(text: str) -> str:
    """The words of `::: alike one two three`. Raises PageError."""
    if ALIKE.fullmatch(text) is None:
        raise PageError(
            f"'::: alike {text}' is not two words or more in small letters, with blanks between: '::: alike delete remove'"
        )
    return text


def alike(project: Project) -> list[str]:
    """Words that readers use for each other, a line for each `::: alike` of all pages. Lines that cannot be read are left out."""
    found = [d.rest for path in pages(project) for d in directives(path) if d.word == "alike"]
    return [line for line in found if ALIKE.fullmatch(line)]


def find_moved(text: str, project: Project) -> tuple[str, rules.Rule]:
    """The old name and the rule of `::: moved old to new`. Raises PageError."""
    match = MOVED.match(text)
    if match is None or match["old"].count("/") != 1:
        raise PageError(f"'::: moved {text}' is not '::: moved chapter/old to chapter/new'")
    if rules.rule_named(project, match["old"]):
        raise PageError(f"the rule {match['old']} still exists, so it has not moved")
    return match["old"], find_rule(match["new"], project)


def renamed(project: Project) -> dict[str, str]:
    """New names of rules by old names, from all pages."""
    found = {}
    for path in pages(project):
        for directive in directives(path):
            match = MOVED.match(directive.rest) if directive.word == "moved" else None
            if match:
                found[match["old"]] = match["new"]
    return found


# Values


def value(text: str, project: Project) -> str:
    """What `{{ chapter/rule/snippet what }}` stands for. Raises PageError."""
    day = built_on() if "built" in text else ""
    return remembered(f"{text} {day}", lambda: _value(text, project))


def _value(text: str, project: Project) -> str:
    match = VALUE.fullmatch(text)
    if match is None:
        raise PageError(f"{text} is no value: write {{{{ chapter/rule/dont statements }}}}")
    name, what = match["snippet"], match["what"]
    if name == "guide":
        return guide_value(what, project)
    if "/" not in name:
        return chapter_value(name, what, project)
    rule_name, _, stem = name.rpartition("/")
    rule = find_rule(rule_name, project)
    path = rule.folder / f"{stem}.py"
    if path not in rule.snippets:
        there = ", ".join(p.stem for p in rule.snippets)
        raise PageError(f"{text}: rule {rule.name} has no snippet {stem!r}; it has {there}")
    if what not in VALUES:
        raise PageError(f"{text}: there is no value {what!r}; there is {', '.join(VALUES)}")
    try:
        snippet = read(path)
    except BadSnippet as error:
        raise PageError(f"{text}: {project.relative(path)} cannot be read: {error}") from None
    found = values(snippet, outcome_shown(snippet, project), what)
    number = int(match["number"]) if match["number"] else None
    if number is None and len(found) == 1:
        return found[0]
    if number is not None and 0 < number <= len(found):
        return found[number - 1]
    if not found:
        raise PageError(f"{text}: {name} has no {what}")
    listed = ", ".join(f"{n}: {each}" for n, each in enumerate(found[:12], 1))
    raise PageError(f"{text}: {name} has {len(found)} {what}; say which one by its number ({listed})")


def guide_value(what: str, project: Project) -> str:
    """A figure of the guide as a whole: `{{ guide rules }}`. Raises PageError."""
    if what not in GUIDE_VALUES:
        raise PageError(f"the guide has no value {what!r}; it has {', '.join(GUIDE_VALUES)}")
    held = rules.rules(project)
    if what == "built":
        return built_on()
    if what == "environment":
        shown = [outcome_shown(read(p), project).environment for r in held for p in r.snippets]
        return in_words(list(dict.fromkeys(str(each) for each in shown)))
    counts = {
        "chapters": len({rule.chapter for rule in held}),
        "rules": len(held),
        "snippets": sum(len(rule.snippets) for rule in held),
        "pairs": sum(len(rule.donts) for rule in held),
        "environments": max(1, len(project.environments)),
    }
    return str(counts[what])


def in_words(environments: list[str]) -> str:
    """`A, B, C` and `A, B, D` as `A, B, with C and with D`: what all have said once."""
    parts = [each.split(", ") for each in environments]
    common = [part for part in parts[0] if all(part in other for other in parts)]
    rest = [", ".join(part for part in each if part not in common) for each in parts]
    if len(parts) == 1 or not common or not all(rest):
        return "; ".join(environments)
    return f"{' and '.join(common)}, with {' and with '.join(rest)}"


def built_on() -> str:
    """Today in UTC, or the day that SOURCE_DATE_EPOCH names, as a reader writes it: `3 March 2026`."""
    day = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), tz=UTC)
    return f"{day.day} {day:%B %Y}"


def chapter_value(chapter: str, what: str, project: Project) -> str:
    """A figure of one page: `{{ chapter minutes }}`, `{{ chapter rules }}`. Raises PageError.

    The minutes are what its words take to read at WORDS_A_MINUTE, and its examples at SNIPPETS_A_MINUTE, to the next five.
    """
    path = project.docs / f"{chapter}.md"
    if path not in pages(project):
        raise PageError(
            f"there is no page {chapter!r}: write {{{{ chapter minutes }}}} or {{{{ chapter/rule/do printed }}}}"
        )
    if what not in CHAPTER_VALUES:
        raise PageError(f"a chapter has no value {what!r}; it has {', '.join(CHAPTER_VALUES)}")
    # A name that stands for no rule is told of on its own page.
    named = [rules.rule_named(project, each.rest) for each in directives(path) if each.word == "rule"]
    drawn = [rule for rule in named if rule is not None]
    if what == "rules":
        return str(len(drawn))
    words = sum(len(line.split()) for _, line in prose(path))
    minutes = words / WORDS_A_MINUTE + sum(len(rule.snippets) for rule in drawn) / SNIPPETS_A_MINUTE
    return str(max(5, 5 * round(minutes / 5)))


def values(snippet: Snippet, outcome: Outcome, what: str) -> list[str]:
    """The values of one kind that an outcome gives, in the order of the file.

    `statements` and `rows`: SQL statements and fetched rows, for each `#:`. `printed`: lines of output.
    `raised`, `message` and `error`: class names without module, messages, and both, of exceptions and warnings.
    """
    bindings = Bindings(snippet, outcome)
    if what in ("statements", "rows"):
        counted = sorted(bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        emitted = [bindings.emitted(statement) for statement, _ in counted]
        if what == "statements":
            return [str(len(each)) for each in emitted]
        return [str(sum(e.rows or 0 for e in each)) for each in emitted]
    if what == "printed":
        return [line.text for line in outcome.printed]
    raised = sorted(outcome.raised, key=lambda r: snippet.line_of(r.at))
    words = {
        "raised": lambda name, _: name,
        "message": lambda _, message: message,
        "error": lambda name, message: f"{name}: {message}",
    }
    return [words[what](r.name.rpartition(".")[2], first_line(r.message)) for r in raised]
