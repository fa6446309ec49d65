"""The guide for programs: `llms.txt`, the Markdown of every page beside it, and `rules.json`.

`docs/machines.md` says what stands in them.
"""

from __future__ import annotations

import json
import re
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from harness.checking.checked_rules import all_outcomes
from harness.checking.matching import described, first_line
from harness.checking.proof import prove
from harness.outcome import Outcome
from harness.project import Project
from harness.reading import pages, rules
from harness.reading.lab_text import read_lab
from harness.reading.markdown_blocks import openings
from harness.reading.snippet import Snippet
from harness.running import transcripts
from harness.site import error_index
from harness.site.drawing_cache import once, remembered

VERSION = 1
"""Of the layout of rules.json. A field may be added; one that changes or goes makes it 2."""

ATTRIBUTES = re.compile(r"\s*\{\s*[#.:][^}]*\}\s*$")

Ran = list[tuple[Snippet, Outcome]]


def write(project: Project, site: Path, name: str, description: str, address: str) -> None:
    """The files into a built site. `address`: where it will stand, with a slash at its end, or empty."""

    def ran() -> dict[str, tuple[rules.Rule, Ran]]:
        return once("ran", lambda: {rule.name: (rule, each) for rule, each in all_outcomes(project)})

    for path in pages.pages(project):
        page = path.relative_to(project.docs)
        target = site / page
        target.parent.mkdir(parents=True, exist_ok=True)
        made = partial(page_markdown, path, project)
        what = f"markdown {page} {pages.built_on()}"  # a page may say when it was built
        target.write_text(remembered(what, lambda made=made: made(ran())), "utf-8")  # type: ignore[misc]
    (site / "llms.txt").write_text(overview(name, description, project, address), "utf-8")
    (site / "rules.json").write_text(
        remembered(
            "rules.json", lambda: json.dumps(all_rules(project, ran()), ensure_ascii=False, separators=(",", ":"))
        ),
        "utf-8",
    )


def overview(name: str, description: str, project: Project, address: str) -> str:
    """`llms.txt`: what the guide is, and its pages as Markdown with a line about each."""
    lines = [f"# {name}", "", f"> {' '.join(description.split())}", "", "## Pages", ""]
    for path in pages.reading_order(project):
        about = pages.front_matter(path)
        page = path.relative_to(project.docs).as_posix()
        title = about.get("title") or pages.page_title(path)
        said = f": {about['description']}" if "description" in about else ""
        lines.append(f"- [{title}]({address}{page}){said}")
    lines += ["", "## Data", "", f"- [All rules with their outcomes]({address}rules.json): JSON, version {VERSION}", ""]
    return "\n".join(lines)


def page_markdown(path: Path, project: Project, ran: dict[str, tuple[rules.Rule, Ran]]) -> str:
    """A page as plain Markdown: directives and values are replaced by what they stand for."""
    text = pages.FRONT_MATTER.sub("", path.read_text("utf-8"), count=1)
    lines = text.split("\n")
    opened, inside = openings(lines)
    result: list[str] = []
    for number, line in enumerate(lines, 1):
        if number in opened or number in inside:
            result.append(line)
            continue
        try:
            directive = pages.directive_at(line)
            if directive:
                result += expanded(*directive, project, ran)
            elif not re.match(r"\s*</?(div|script)\b|\s*<!--|\s*\{[^}]*\}\s*$", line):
                plain = pages.CODE_SPAN.sub(lambda m: m[0].replace("{{", "\0"), line)
                plain = pages.NEARLY_VALUE.sub(lambda m: pages.value(m[0], project), plain).replace("\0", "{{")
                is_heading = line.startswith("#")
                result.append(ATTRIBUTES.sub("", plain) if is_heading else re.sub(r"\)\{[^}]*\}", ")", plain))
        except pages.PageError:
            result.append(line)  # the page itself says what is wrong, and the build goes on to tell of others
    return re.sub(r"\n{3,}", "\n\n", "\n".join(result)).strip() + "\n"


def expanded(word: str, rest: str, project: Project, ran: dict[str, tuple[rules.Rule, Ran]]) -> list[str]:
    """What a directive stands for, as lines of Markdown. Raises PageError."""
    if word == "rule":
        rule, dont = pages.find_first_case(rest, project)
        return case_markdown(rule, dont, ran[rule.name][1]) + modules_markdown(rule)
    if word == "case":
        rule, dont = pages.find_case(rest, project)
        return case_markdown(rule, dont, ran[rule.name][1])
    if word == "example":
        rule, dont = pages.find_example(rest, project)
        return case_markdown(rule, dont, ran[rule.name][1])
    if word == "rules":
        titles = pages.rule_titles(project)
        return [
            f"- [{titles[rule.name].text}]({rule.slug}.md): {titles[rule.name].advice}"
            for rule in pages.find_chapter(rest, project)
            if rule.name in titles
        ]
    if word == "failing":
        folder = project.snippets / "_failing" / rest
        return [
            line
            for each in sorted(folder.glob("*.py"))
            for line in ("", f"`{each.name}`, refused:", "", *code(each.read_text("utf-8")))
        ]
    if word == "lab":
        found, _ = read_lab(pages.find_lab(rest, project))
        return [line for each in found for line in (code(each.source) if each.kind == "code" else [each.source, ""])]
    if word == "transcript":
        found = pages.find_transcript(rest, project)
        return [
            line
            for kind, text in transcripts.shown(found)
            for line in (["```console", text.rstrip(), "```", ""] if kind == "console" else [text, ""])
        ]
    if word == "collect":
        return [f"- [{each.title}]({each.page}{each.anchor}): {each.text}" for each in pages.collected(rest, project)]
    titles = pages.rule_titles(project)

    def link(name: str) -> str:
        return f"[{titles[name].text if name in titles else name}]({name}.md)"

    if word == "errors":
        return [
            f"- {link(each.rule.name)}: `{each.name}: {first_line(each.text)}`"
            for each in error_index.messages(project)
        ]
    if word == "reference":
        return [f"- {link(name)}" for name in titles]
    if word == "terms":
        return [f"- {link(name)}: {'; '.join(words)}" for name, words in pages.terms(project).items()]
    return []


def code(source: str) -> list[str]:
    return ["```python", source.rstrip("\n"), "```", ""]


def case_markdown(rule: rules.Rule, dont: Path, ran: Ran) -> list[str]:
    """A DON'T and its DO, each with what its run did. The comments in them that begin with `#>`, `#!` and `#:` are checked."""
    lines = []
    for snippet, outcome in ran:
        if snippet.path not in (dont, rule.answer(dont)):
            continue
        lines += [
            "",
            f"**{snippet.verdict}** `{snippet.path.name}`, run on {outcome.environment}:",
            "",
            *code(snippet.source),
        ]
        for raised in outcome.raised:
            if not raised.by_hand:
                verb = "warns" if raised in outcome.warnings else "raises"
                lines += [f"Line {snippet.line_of(raised.at)} {verb} `{described(raised)}`", ""]
    return lines


def modules_markdown(rule: rules.Rule) -> list[str]:
    """What the snippets of a rule import."""
    return [f"{each.name}:\n" + "\n".join(["", *code(each.read_text("utf-8"))]) for each in rule.modules]


def all_rules(project: Project, ran: dict[str, tuple[rules.Rule, Ran]]) -> dict[str, Any]:
    """rules.json: every rule that a page draws, with the outcomes of its snippets."""
    titles, words = pages.rule_titles(project), pages.terms(project)
    return {
        "version": VERSION,
        "environments": sorted({str(outcome.environment) for _, each in ran.values() for _, outcome in each}),
        "rules": [
            {
                "name": name,
                "title": title.text,
                "chapter": title.chapter,
                "page": rule.address,
                "markdown": rule.page,
                "terms": words.get(name, []),
                "pairs": pairs_of(rule, each),
                "snippets": [snippet_data(snippet, outcome, project) for snippet, outcome in each],
            }
            for name, title in titles.items()
            if name in ran
            for rule, each in [ran[name]]
        ],
    }


def pairs_of(rule: rules.Rule, ran: Ran) -> list[dict[str, Any]]:
    by_path = {snippet.path: (snippet, outcome) for snippet, outcome in ran}
    found = []
    for dont in rule.donts:
        do = rule.answer(dont)
        if do in by_path and dont in by_path:
            proof = prove(*by_path[dont], *by_path[do])
            found.append({"dont": dont.name, "do": do.name, "ways": proof.ways, "proven": not proof.problems})
    return found


def snippet_data(snippet: Snippet, outcome: Outcome, project: Project) -> dict[str, Any]:
    """A snippet and its outcome, with lines in place of statement numbers. Lines count from 1; None is none of the file's."""

    def line(at: int | None) -> int | None:
        return None if at is None else snippet.line_of(at)

    return {
        "file": project.relative(snippet.path),
        "verdict": snippet.verdict,
        "source": snippet.source,
        "environment": vars(outcome.environment),
        "raised": [
            {
                "line": line(raised.at),
                "class": raised.name,
                "message": raised.message,
                "kind": "warning" if raised in outcome.warnings else "exception",
                "caught": raised.caught,
                "by_hand": raised.by_hand,
            }
            for raised in outcome.raised
        ],
        "printed": [{"line": line(each.at), "text": each.text} for each in outcome.printed],
        "sql": [
            {"line": line(at), "text": text, "times": len(list(same))}
            for (at, text), same in groupby((e.at, e.sql) for e in outcome.emitted)
        ],
    }
