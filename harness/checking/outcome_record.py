"""What every snippet did in every environment, as committed text: `outcomes/<chapter>.txt`.

A page can show an environment from it that the machine has not, and a review of an upgrade reads its diff. It holds what a
reader would notice: what is raised, warned and printed, and how many statements are emitted; no SQL, no addresses, no times.
A line that does not hold everywhere carries a qualifier, as an expectation does. `make record` writes it anew.

    rule/dont.py
        session.commit()
            [sqlite] raises sqlalchemy.exc.IntegrityError: ...
            emits 2 statements

A rule's folder and a snippet's file, the first line of a statement, and what it did.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from harness.cache import write_whole
from harness.checking.bindings import Bindings
from harness.checking.matching import described, fits, paired
from harness.checking.merge_expectations import combined
from harness.outcome import Environment, Outcome, SqlCount
from harness.problem import Problem, report
from harness.project import Project
from harness.reading import rules
from harness.reading.expectation import COUNTS, PRINTS, WRONG
from harness.reading.qualifier import narrowest, parse
from harness.reading.snippet import BadSnippet, Snippet, read
from harness.running.engines import targets_of
from harness.running.environments import CannotRun, foreseen, recorded
from harness.running.environments import lines as locked_lines
from harness.running.run import run_all

HEAD = "# What these snippets did, by environment. Written by make record.\n"
EVENT = re.compile(r" {8}(?:\[(?P<qualifier>[^\]]*)\] )?(?P<text>\w.*)$")

Entry = list[tuple[str, str]]
"""What a snippet did in one environment: the first line of a statement, and what it did, in the order of the file."""


@dataclass(frozen=True)
class Recorded:
    """A line of the record."""

    at: str
    qualifier: str
    """Empty where the line holds in every environment that the snippet runs in."""
    text: str
    line: int


def entry(snippet: Snippet, outcome: Outcome) -> Entry:
    """What an outcome comes to. Where an expectation leaves something open by `...`, so does the record."""
    bindings = Bindings(snippet, outcome)
    found: list[tuple[int, int, str]] = []
    stated = bindings.of(PRINTS, WRONG)
    for at, lines in bindings.printed().items():
        expectations = stated.get(at, []) if at is not None else []
        texts = [line.text.rstrip() for line in lines]
        open_texts = {n: expectations[t].text for t, n in paired([e.text for e in expectations], texts)
                      if t is not None and n is not None and fits(expectations[t].text, texts[n])}  # fmt: skip
        found += [
            (-1 if at is None else at, 1, f"prints {open_texts.get(n, text)}".rstrip()) for n, text in enumerate(texts)
        ]
    known = {id(raised): e for e, raised in bindings.raised()[0]}
    for raised in outcome.raised:
        text = known[id(raised)].text if id(raised) in known else described(raised)
        how = "warns" if any(raised is w for w in outcome.warnings) else "catches" if raised.caught else "raises"
        found.append((-1 if raised.at is None else raised.at, 0, f"{how} {text}"))
    for at in bindings.of(COUNTS):
        found.append((at, 2, f"emits {SqlCount.of(bindings.emitted(at))}"))
    return [
        (snippet.text_of(snippet.line_of(at)).strip() if at >= 0 else "elsewhere", text)
        for at, _, text in sorted(found, key=lambda each: each[:2])
    ]


def written(held: dict[str, list[tuple[Environment, Entry]]]) -> str:
    """The text of a chapter, from what its snippets did in each environment."""
    parts = [HEAD]
    for name, by_environment in sorted(held.items()):
        environments = [environment for environment, _ in by_environment]
        databases = {each.database for each in environments}
        parts.append(f"\n{name}{f' on {databases.pop()}' if len(databases) == 1 else ''}\n")
        above = ""
        for (at, text), where in combined([lines for _, lines in by_environment]):
            if at != above:
                parts.append(f"    {at}\n")
                above = at
            everywhere = len(where) == len(environments)
            marks = [""] if everywhere else [f"[{each}] " for each in narrowest(set(where), environments)]
            parts += [f"        {mark}{text}\n" for mark in marks]
    return "".join(parts)


def file_of(project: Project, chapter: str) -> Path:
    return project.root / "outcomes" / f"{chapter}.txt"


def chapter_lines(project: Project, chapter: str) -> dict[str, list[Recorded]]:
    """The record of a chapter, by snippet: `rule/dont.py`. Empty where there is none."""
    path = file_of(project, chapter)
    return lines_in(path.read_text("utf-8")) if path.is_file() else {}


@lru_cache(64)
def lines_in(text: str) -> dict[str, list[Recorded]]:
    """The lines of a chapter's record, by snippet. Nobody changes what it returns: every rule of the chapter asks for it."""
    found: dict[str, list[Recorded]] = {}
    name = at = ""
    for number, line in enumerate(text.split("\n"), 1):
        match = EVENT.match(line)
        if match:
            found[name].append(Recorded(at, match["qualifier"] or "", match["text"], number))
        elif line.startswith("    "):
            at = line.strip()
        elif line and not line.startswith("#"):
            name = line.partition(" ")[0]
            found[name] = []
    return found


def said_of(environment: Environment, lines: list[Recorded]) -> Entry:
    """What the record says of one environment."""
    return [(each.at, each.text) for each in lines if not each.qualifier or parse(each.qualifier).applies(environment)]


def take_down(project: Project, *, fresh: bool = False, packages: str = "") -> tuple[dict[Path, str], list[str]]:
    """The record as the runs have it now, by file, and why an environment could not be run.

    Of an environment that cannot be run here, the record goes on saying what it says. `packages`: a line in
    `environments/` to run on where the record's own packages are meant, for what the record would be with them.
    """
    snippets = []
    for rule in rules.rules(project):
        for path in rule.snippets:
            try:
                snippets.append((rule, read(path)))
            except BadSnippet:
                continue
    by_chapter: dict[str, dict[str, list[tuple[Environment, Entry]]]] = {}
    missing: list[str] = []
    for target in recorded(project):
        here = [(rule, s) for rule, s in snippets if targets_of(s, project, [target])]
        run_on = target if target.packages else replace(target, packages=packages)
        try:
            outcomes = {s.path: o for s, o in run_all([s for _, s in here], project, run_on, fresh=fresh)}
        except CannotRun as error:
            missing.append(f"{run_on}: {error}")
            outcomes = {}
        for rule, snippet in here:
            name = f"{rule.slug}/{snippet.path.name}"
            outcome = outcomes.get(snippet.path)
            environment = foreseen(project, target)
            if outcome is not None:
                did = entry(snippet, outcome)
            else:
                did = said_of(environment, chapter_lines(project, rule.chapter).get(name, []))
            by_chapter.setdefault(rule.chapter, {}).setdefault(name, []).append((environment, did))
    return {file_of(project, chapter): written(held) for chapter, held in by_chapter.items()}, missing


def changes(before: str, after: str) -> str:
    """A chapter's record that changed, as lines of a diff that name the snippet each change is in. Empty without one."""
    told: list[str] = []
    headings = [*snippet_headings(before), *snippet_headings(after)]
    for name in sorted(set(headings)):
        old, new = (part_of(text, name) for text in (before, after))
        if old != new:
            diff = difflib.unified_diff(old, new, n=2, lineterm="")
            told += ["", f"@@ {name}", *(line for line in [*diff][2:] if not line.startswith("@@"))]
    return "\n".join(told[1:])


def snippet_headings(text: str) -> list[str]:
    return [line.partition(" ")[0] for line in text.split("\n") if line and line[0] not in " #"]


def part_of(text: str, name: str) -> list[str]:
    """The lines of a chapter's record that are one snippet's."""
    for part in text.split("\n\n"):
        if part.partition("\n")[0].partition(" ")[0] == name:
            return part.rstrip("\n").split("\n")
    return []


def problems(project: Project) -> list[Problem]:
    """Where the record is not what the runs give, each chapter once, with the diff."""
    found = []
    now, missing = take_down(project)
    found += [Problem(project.root / "outcomes", 1, why, "the record of it cannot be checked here") for why in missing]
    for path in sorted({*now, *(project.root / "outcomes").glob("*.txt")}):
        before = path.read_text("utf-8") if path.is_file() else ""
        if before != now.get(path, ""):
            diff = "\n".join(f"    {line}" for line in changes(before, now.get(path, "")).split("\n"))
            found.append(
                Problem(
                    path, 1, f"the record is not what the runs give\n{diff}", "renew it, and read its diff: make record"
                )
            )
    return found


def would_change(project: Project, packages: str) -> tuple[str, list[str]]:
    """What a line of packages would change in the record, as a diff, and why an environment could not be run."""
    now, missing = take_down(project, packages=packages)
    found = []
    for path, text in sorted(now.items()):
        told = changes(path.read_text("utf-8") if path.is_file() else "", text)
        found += [f"=== {project.relative(path)}\n{told}\n"] if told else []
    return "\n".join(found), missing


def main(arguments: list[str]) -> int:
    """Write the record. Returns 1 where it was not, or could not be, as it is now.

    `--check` compares instead; `--with sqlalchemy2.0` shows what it would be on that line of packages, and fails for none.
    """
    parser = argparse.ArgumentParser(
        prog="python -m harness.checking.outcome_record", description="The record of outcomes."
    )
    parser.add_argument("--check", action="store_true", help="fail where the record is not what the runs give")
    parser.add_argument(
        "--with", dest="packages", metavar="LINE", help="show what a line of environments/ would change"
    )
    wanted = parser.parse_args(arguments)
    project = Project.load(Path())
    if wanted.check:
        found = problems(project)
        print(report(found, project) or "The record is what the runs give.")
        return bool(found)
    if wanted.packages:
        if wanted.packages not in locked_lines(project):
            parser.error(
                f"there is no environments/{wanted.packages}.txt, but {', '.join(locked_lines(project)) or 'nothing'}"
            )
        told, missing = would_change(project, wanted.packages)
        print("".join(f"not run: {why}\n" for why in missing), end="")
        print(told or "Nothing would change.")
        return bool(missing)
    now, missing = take_down(project)
    for path, text in now.items():
        write_whole(path, text)
    for path in set((project.root / "outcomes").glob("*.txt")) - set(now):
        path.unlink()
    print(
        "".join(f"kept as it was: {why}\n" for why in missing) + f"The record of {len(now)} chapters is in outcomes/."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
