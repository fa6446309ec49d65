"""What every snippet did in every environment, as committed text: `outcomes/<chapter>.txt`.

A page can show an environment from it that this machine doesn't have, and the review of an upgrade reads its diff.
It holds what a reader would notice: what is raised, warned and printed, and how many statements are emitted. It has no
SQL, no addresses and no times. A line that doesn't hold everywhere carries a qualifier, as an expectation does.
`make record` writes it.
"""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from dataclasses import replace
from pathlib import Path

from harness.checking import record
from harness.checking.bindings import Bindings
from harness.checking.matching import described, fits, paired
from harness.checking.merge_expectations import combined
from harness.checking.record import Lines, Record
from harness.outcome import Environment, Outcome, SqlCount
from harness.problem import Problem, report
from harness.project import Project
from harness.reading import rules
from harness.reading.expectation import COUNTS, PRINTS, WRONG
from harness.reading.qualifier import narrowest, parse
from harness.reading.snippet import Snippet, readable
from harness.running.engines import targets_of
from harness.running.environments import CannotRun, foreseen, recorded
from harness.running.environments import lines as locked_lines
from harness.running.run import run_all

HEAD = "# What these snippets did, by environment. Written by make record.\n"
QUALIFIED = re.compile(r"\[([^\]]*)\] (.*)")

Entries = dict[str, list[tuple[Environment, Lines]]]
"""What a chapter's snippets did in each environment, by snippet, `rule/dont.py`."""


# The text


def entry(snippet: Snippet, outcome: Outcome) -> Lines:
    """What an outcome comes to. What an expectation leaves open by `...`, the record leaves open."""
    bindings = Bindings(snippet, outcome)
    events: list[tuple[int, int, str]] = []  # the statement, an order within it, and the text
    stated = bindings.of(PRINTS, WRONG)
    for at, lines in bindings.printed().items():
        expected = [e.text for e in stated.get(at, [])] if at is not None else []
        texts = [line.text.rstrip() for line in lines]
        for number, position in paired(expected, texts):
            if number is not None and position is not None and fits(expected[number], texts[position]):
                texts[position] = expected[number]
        events += [(-1 if at is None else at, 1, f"prints {text}".rstrip()) for text in texts]
    known = {id(raised): e.text for e, raised in bindings.raised()[0]}
    for raised in outcome.raised:
        is_warning = any(raised is warning for warning in outcome.warnings)
        how = "warns" if is_warning else "catches" if raised.caught else "raises"
        events.append((-1 if raised.at is None else raised.at, 0, f"{how} {known.get(id(raised), described(raised))}"))
    for at in bindings.of(COUNTS):
        events.append((at, 2, f"emits {SqlCount.of(bindings.emitted(at))}"))
    return [
        (snippet.text_of(snippet.line_of(at)).strip() if at >= 0 else "elsewhere", text)
        for at, _, text in sorted(events, key=lambda event: event[:2])
    ]


def written(entries: Entries) -> str:
    """The text of a chapter."""
    lines: dict[str, Lines] = {}
    for name, by_environment in sorted(entries.items()):
        environments = [environment for environment, _ in by_environment]
        databases = {environment.database for environment in environments}
        own = lines.setdefault(f"{name} on {databases.pop()}" if len(databases) == 1 else name, [])
        for (at, text), where in combined([lines for _, lines in by_environment]):
            everywhere = len(where) == len(environments)
            marks = [""] if everywhere else [f"[{text}] " for text in narrowest(set(where), environments)]
            own += [(at, mark + text) for mark in marks]
    return record.written(HEAD, lines)


def file_of(project: Project, chapter: str) -> Path:
    return project.root / "outcomes" / f"{chapter}.txt"


def chapter_lines(project: Project, chapter: str) -> Record:
    """The record of a chapter. Empty if there is none."""
    return record.record_in(file_of(project, chapter))


def said_of(environment: Environment, lines: Lines) -> Lines:
    """What the record says about one environment."""
    said = []
    for at, text in lines:
        qualified = QUALIFIED.match(text)
        if not qualified:
            said.append((at, text))
        elif parse(qualified[1]).applies(environment):
            said.append((at, qualified[2]))
    return said


def changes(before: str, after: str) -> str:
    """What changed in a chapter's record, as a diff for each snippet. Empty if nothing did."""
    old, new = parts_of(before), parts_of(after)
    diffs = []
    for name in sorted(old.keys() | new.keys()):
        diff = [*difflib.unified_diff(old.get(name, []), new.get(name, []), n=2, lineterm="")][2:]
        if diff:
            diffs.append("\n".join([f"@@ {name}", *(line for line in diff if not line.startswith("@@"))]))
    return "\n\n".join(diffs)


def parts_of(text: str) -> dict[str, list[str]]:
    """The lines of a chapter's record by snippet, headings included."""
    parts = [part.rstrip("\n").split("\n") for part in text.split("\n\n")[1:]]
    return {lines[0].partition(" ")[0]: lines for lines in parts}


# The runs


def take_down(project: Project, *, packages: str = "") -> tuple[dict[Path, str], list[str]]:
    """The record as the runs have it now, by file, and why an environment or a snippet couldn't be run.

    For these the text stays as it is. `packages`: a line in `environments/` to run on in place of the
    guide's own packages, for what the record would be with them.
    """
    snippets = [(rule, snippet) for rule in rules.rules(project) for snippet in readable(rule.snippets)[0]]
    by_chapter: dict[str, Entries] = {}
    missing: list[str] = []
    for target in recorded(project):
        here = [(rule, snippet) for rule, snippet in snippets if targets_of(snippet, project, [target])]
        run_on = target if target.packages else replace(target, packages=packages)
        outcomes: dict[Path, Outcome] = {}
        try:
            for snippet, outcome in run_all([snippet for _, snippet in here], project, run_on):
                if outcome.complaints:  # such as the time limit on a busy machine: what it did isn't all there
                    missing.append(f"{project.relative(snippet.path)} on {run_on}: {outcome.complaints[0]}")
                else:
                    outcomes[snippet.path] = outcome
        except CannotRun as error:
            missing.append(f"{run_on}: {error}")
        environment = foreseen(project, target)
        for rule, snippet in here:
            name = f"{rule.slug}/{snippet.path.name}"
            if snippet.path in outcomes:
                did = entry(snippet, outcomes[snippet.path])
            else:
                did = said_of(environment, chapter_lines(project, rule.chapter).get(name, []))
            by_chapter.setdefault(rule.chapter, {}).setdefault(name, []).append((environment, did))
    return {file_of(project, chapter): written(entries) for chapter, entries in by_chapter.items()}, missing


def problems(project: Project) -> list[Problem]:
    """Where the record isn't what the runs give, with the diff of each chapter."""
    now, missing = take_down(project)
    folder = project.root / "outcomes"
    wrong = [Problem(folder, 1, why, "the record of it can't be checked here") for why in missing]
    for path in sorted({*now, *folder.glob("*.txt")}):
        if record.text_in(path) != now.get(path, ""):
            diff = "\n".join(f"    {line}" for line in changes(record.text_in(path), now.get(path, "")).split("\n"))
            text = f"the record is not what the runs give\n{diff}"
            wrong.append(Problem(path, 1, text, "renew it, and read its diff: make record"))
    return wrong


def would_change(project: Project, packages: str) -> tuple[str, list[str]]:
    """What a line of packages would change in the record, as a diff, and why an environment couldn't be run."""
    now, missing = take_down(project, packages=packages)
    diffs = {path: changes(record.text_in(path), text) for path, text in sorted(now.items())}
    return "\n".join(f"=== {project.relative(path)}\n{diff}\n" for path, diff in diffs.items() if diff), missing


def renew(project: Project) -> str:
    """Write the record. Returns what to print."""
    now, missing = take_down(project)
    record.replace_all(project.root / "outcomes", now)
    kept = "".join(f"kept as it was: {why}\n" for why in missing)
    return f"{kept}The record of {len(now)} chapters is in outcomes/."


def main(arguments: list[str]) -> int:
    """Write the record, or compare. Returns 1 if it isn't what the runs give, or couldn't be compared everywhere."""
    parser = argparse.ArgumentParser(
        prog="python -m harness.checking.outcome_record", description="Write the record of outcomes."
    )
    parser.add_argument("--check", action="store_true", help="fail if the record isn't what the runs give")
    parser.add_argument(
        "--with", dest="packages", metavar="LINE", help="show what a line of environments/ would change"
    )
    wanted = parser.parse_args(arguments)
    project = Project.load(Path())
    if wanted.check:
        wrong = problems(project)
        print(report(wrong, project) or "The record is what the runs give.")
        return bool(wrong)
    if wanted.packages is None:
        print(renew(project))
        return 0
    if wanted.packages not in locked_lines(project):
        there = ", ".join(locked_lines(project)) or "nothing"
        parser.error(f"there is no environments/{wanted.packages}.txt, but {there}")
    diff, missing = would_change(project, wanted.packages)
    print("".join(f"not run: {why}\n" for why in missing), end="")
    print(diff or "Nothing would change.")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
