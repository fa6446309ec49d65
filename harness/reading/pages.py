"""What a Markdown page asks the harness for. One syntax each; CONTRIBUTING.md says them to authors.

::: rule chapter/rule                            draws a rule's first case; what concerns all of it ends the page
::: case chapter/rule name                       draws a further case, dont_<name>.py with its answer
::: rules chapter                                lists the rules of a chapter
::: example chapter/rule/dont                    draws one pair of a rule on another page
::: lanes name                                   draws what snippets/_pictures/name.py printed
::: tables module                                draws the tables of the models in snippets/module.py
::: lab name                                     draws a lab, docs/labs/name.py
{{ chapter/rule/dont statements }}               a value of an outcome, in a sentence
"""

from __future__ import annotations

import os
import posixpath
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from markdown.extensions.toc import slugify

from harness.checking.bindings import Bindings
from harness.checking.matching import first_line
from harness.outcome import Outcome, SqlCount
from harness.problem import Problem
from harness.project import Project
from harness.reading import lab_text, rules
from harness.reading.expectation import COUNTS
from harness.reading.markdown_blocks import openings
from harness.reading.snippet import BadSnippet, Snippet, read
from harness.running import transcripts
from harness.running.shown_environment import outcome_shown
from harness.site.drawing_cache import once, remembered

DIRECTIVE = re.compile(r"^(?P<indent> *):::\s*(?P<word>\S+)?\s*(?P<rest>.*?)\s*$")
RULE = re.compile(r"[\w./-]+$")
CASE = re.compile(r"(?P<rule>[\w./-]+)\s+(?P<name>\w+)$")
ALIKE = re.compile(r"[a-z]+(?: [a-z]+)+")
ALSO = re.compile(r"(?P<rule>[\w./-]+):\s+(?P<words>.*\S)$")
VALUE = re.compile(r"\{\{\s*(?P<snippet>[\w./-]+)\s+(?P<what>\w+)(?:\s+(?P<number>\d+))?\s*\}\}")
NEARLY_VALUE = re.compile(r"\{\{.*?\}\}")
HEADING = re.compile(r"^#{1,6}\s.*\{[^}]*#(?P<id>[\w-]+)[^}]*\}\s*$")
LINK = re.compile(r"\]\((?P<page>[\w./-]*\.md)?(?P<anchor>#[^)\s]*)?\)")
"""A link to a page of the guide, or within one."""
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.S)
CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")

WORDS = (
    "rule", "case", "rules", "example", "lanes", "tables", "failing", "transcript", "collect", "errors", "reference",
    "lab", "also", "alike", "terms", "differences",
)  # fmt: skip
VALUES = ("statements", "parameter_sets", "rows", "printed", "raised", "message", "error")
QUOTED = ("raised", "message", "error")
"""The values that a page sets as code: what a run said, word for word."""
CHAPTER_VALUES = ("minutes", "rules")
GUIDE_VALUES = ("chapters", "rules", "snippets", "pairs", "environments", "environment", "built")

LAST = 10**6
"""Where pages come that the navigation does not name."""

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
    parsed = [(number, directive_at(line)) for number, line in prose(path)]
    return [Directive(number, *found) for number, found in parsed if found]


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
        find_first_case(directive.rest, project)
    elif directive.word == "case":
        find_case(directive.rest, project)
    elif directive.word == "rules":
        find_chapter(directive.rest, project)
    elif directive.word == "example":
        find_example(directive.rest, project)
    elif directive.word == "lanes":
        find_picture(directive.rest, project)
    elif directive.word == "tables":
        find_module(directive.rest, project)
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
        raise PageError(f"there is no rule {name!r}{rules.nearest(project, name) or ' in snippets/'}")
    return found


def find_example(name: str, project: Project) -> tuple[rules.Rule, Path]:
    """A rule and the DON'T of it that `chapter/rule/dont` names. Raises PageError."""
    rule_name, _, stem = name.rpartition("/")
    rule = find_rule(rule_name, project)
    path = rule.folder / f"{stem}.py"
    if path not in rule.donts:
        raise PageError(f"rule {rule.name} has no DON'T {stem!r}; it has {', '.join(p.stem for p in rule.donts)}")
    return rule, path


def find_first_case(name: str, project: Project) -> tuple[rules.Rule, Path]:
    """The rule that a page names, and its first DON'T. Raises PageError."""
    rule = find_rule(name, project)
    if not rule.donts:
        raise PageError(f"rule {rule.name} has no DON'T to draw: add dont.py")
    return rule, rule.donts[0]


def find_case(text: str, project: Project) -> tuple[rules.Rule, Path]:
    """A rule and the DON'T of it that `chapter/rule name` means: `dont_<name>.py`. Raises PageError."""
    match = CASE.match(text)
    if match is None:
        raise PageError(f"'::: case {text}' is not '::: case chapter/rule name', which draws dont_<name>.py")
    rule = find_rule(match["rule"], project)
    path = rule.folder / f"dont_{match['name']}.py"
    further = [p.stem.removeprefix("dont_") for p in rule.donts[1:]]
    if path not in rule.donts[1:]:
        there = f"it has {', '.join(further)}" if further else f"::: rule {rule.name} draws its only one"
        raise PageError(f"rule {rule.name} has no further case {match['name']!r}; {there}")
    return rule, path


def find_chapter(name: str, project: Project) -> list[rules.Rule]:
    """The rules of a chapter, in the order to read them. Raises PageError."""
    held = [rule for rule in rules.rules(project) if rule.chapter == name]
    if not held:
        raise PageError(f"there is no chapter {name!r} with rules in snippets/")
    order = {path: at for at, path in enumerate(reading_order(project))}
    return sorted(held, key=lambda rule: (order.get(project.docs / rule.page, LAST), rule.name))


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
    path = lab_text.lab_named(project, name)
    if path is None:
        there = ", ".join(each.stem for each in lab_text.labs(project))
        raise PageError(f"there is no lab {name!r} in docs/labs/; there is {there or 'none'}")
    return path


@dataclass(frozen=True)
class Collected:
    """A paragraph of a page, as another page may quote it."""

    page: str
    """The page, from docs/."""
    title: str
    """The heading it stands under, the page's where that has no address."""
    anchor: str
    """That heading's id after a `#`, or nothing where it has none of its own."""
    text: str
    """Markdown; its links are those of a page beside docs/index.md."""


def collected(phrase: str, project: Project) -> list[Collected]:
    """The paragraphs that start with `phrase` in bold, page by page. Raises PageError where there are none."""
    found = []
    for path in pages(project):
        page = path.relative_to(project.docs).as_posix()
        title = anchor = ""
        paragraph: list[str] = []
        for _, line in [*prose(path), (0, "")]:
            match = HEADING.match(line)
            if match or line.startswith("# "):
                anchor = f"#{match['id']}" if match else ""
                title = re.sub(r"\s*\{[^}]*\}\s*$", "", line.lstrip("#")).strip()
            if line.strip():
                paragraph.append(line.strip())
                continue
            text = " ".join(paragraph)
            if text.startswith(f"**{phrase}"):
                found.append(Collected(page, title, anchor, linked_from_docs(page, text)))
            paragraph = []
    if not found:
        raise PageError(f"no page has a paragraph that starts with '**{phrase}'")
    return found


def linked_from_docs(page: str, text: str) -> str:
    """Markdown of a page with its links as those of a page beside docs/index.md."""
    return LINK.sub(lambda link: f"]({from_docs(page, link)})", text)


def from_docs(page: str, link: re.Match[str]) -> str:
    """Where a link of a page leads, both from docs/."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link["page"])) if link["page"] else page
    return f"{target}{link['anchor'] or ''}"


def front_matter(path: Path) -> dict[str, Any]:
    """What a page says of itself between its first two `---`."""
    match = FRONT_MATTER.match(path.read_text("utf-8"))
    found = yaml.safe_load(match[1]) if match else {}
    return found if isinstance(found, dict) else {}


def reading_order(project: Project) -> list[Path]:
    """The pages as the navigation in mkdocs.yml names them, then the others."""
    order = {project.docs / name: line for name, line in in_navigation(project).items()}
    return sorted(pages(project), key=lambda path: (order.get(path, LAST), path))


def in_navigation(project: Project) -> dict[str, int]:
    """The pages that mkdocs.yml names, from docs/, with the line of each."""
    config = project.root / "mkdocs.yml"
    lines = config.read_text("utf-8").split("\n") if config.exists() else []
    named = [(re.match(r" *- (?:.*\s)?(\S+\.md)$", line), number) for number, line in enumerate(lines, 1)]
    return {match[1]: number for match, number in named if match}


@dataclass(frozen=True)
class Title:
    """What a rule is called, and the chapter it stands in."""

    text: str
    """The heading, as plain text."""
    chapter: str
    """The heading of the chapter's page."""
    advice: str
    """What the rule's page says of itself in a line."""


def rule_titles(project: Project) -> dict[str, Title]:
    """The titles of the rules that a page draws, by name, in the order to read them."""
    return once("titles", lambda: _rule_titles(project))


def _rule_titles(project: Project) -> dict[str, Title]:
    found = {}
    for path in reading_order(project):
        drawn = [each.rest for each in directives(path) if each.word == "rule"]
        if drawn:
            index = path.parent / "index.md"
            chapter = page_title(index) if index.is_file() else path.parent.name
            found[drawn[0]] = Title(page_title(path), chapter, str(front_matter(path).get("description", "")))
    return found


def page_title(path: Path) -> str:
    """A page's first heading, as plain text."""
    return next((plain(line) for _, line in prose(path) if line.startswith("# ")), path.stem)


def heading_ids(path: Path) -> list[str]:
    """The ids of a page's headings below its title, as the builders make them."""
    headings = [(HEADING.match(line), line) for _, line in prose(path) if line.startswith("##")]
    return [match["id"] if match else slugify(plain(line), "-") for match, line in headings]


def own_addresses(path: Path) -> list[str]:
    """The ids that a page's author gave to headings below its title."""
    found = [HEADING.match(line) for _, line in prose(path) if line.startswith("##")]
    return [match["id"] for match in found if match]


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
    """A figure of one chapter: `{{ chapter minutes }}`, `{{ chapter rules }}`. Raises PageError.

    The minutes are what its words take to read at WORDS_A_MINUTE, and its examples at SNIPPETS_A_MINUTE, to the next five.
    """
    own = chapter_pages(chapter, project)
    if not own:
        raise PageError(
            f"there is no chapter {chapter!r}: write {{{{ chapter minutes }}}} or {{{{ chapter/rule/do printed }}}}"
        )
    if what not in CHAPTER_VALUES:
        raise PageError(f"a chapter has no value {what!r}; it has {', '.join(CHAPTER_VALUES)}")
    # A name that stands for no rule is told of on its own page.
    named = [rules.rule_named(project, each.rest) for path in own for each in directives(path) if each.word == "rule"]
    drawn = [rule for rule in named if rule is not None]
    if what == "rules":
        return str(len(drawn))
    words = sum(len(line.split()) for path in own for _, line in prose(path))
    minutes = words / WORDS_A_MINUTE + sum(len(rule.snippets) for rule in drawn) / SNIPPETS_A_MINUTE
    return str(max(5, 5 * round(minutes / 5)))


def chapter_pages(chapter: str, project: Project) -> list[Path]:
    """The pages in a chapter's folder."""
    return sorted((project.docs / chapter).glob("*.md"))


def values(snippet: Snippet, outcome: Outcome, what: str) -> list[str]:
    """The values of one kind that an outcome gives, in the order of the file.

    `statements`, `parameter_sets` and `rows`: SQL statements, how often the database executed them, and fetched rows, for each
    `#:`. `printed`: lines of output.
    `raised`, `message` and `error`: class names without module, messages, and both, of exceptions and warnings.
    """
    bindings = Bindings(snippet, outcome)
    if what in ("statements", "parameter_sets", "rows"):
        counted = sorted(bindings.of(COUNTS).items(), key=lambda item: item[1][0].line)
        emitted = [bindings.emitted(statement) for statement, _ in counted]
        if what == "statements":
            return [str(len(each)) for each in emitted]
        if what == "parameter_sets":
            return [str(SqlCount.of(each).executions) for each in emitted]
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
