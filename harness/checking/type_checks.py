"""What type checkers say about the snippets: nothing about a DO; about a DON'T, what mypy alone would have found.

`python -m harness.checking.type_checks` fails if a DO, or a module that snippets import, has an error, or if what mypy
says isn't what `outcomes/types/<chapter>.txt` says. With `--update` it runs pyright too and writes these files, which
pages show. A DO is in them if it passes both; that it still passes pyright is checked by the command `basedpyright`.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from harness.checking.record import Record, parsed, record_in, replace_all, text_in, written
from harness.problem import Problem, report
from harness.project import VERDICT, Project
from harness.reading import rules
from harness.reading.rules import Rule

PYTHON = "3.11"
"""The oldest Python that the guide supports: what mypy says doesn't depend on the Python it runs on."""

CHECKERS = f"mypy {version('mypy')} --strict and pyright (basedpyright {version('basedpyright')})"
HEAD = f"# The DOs that pass {CHECKERS}, and what mypy says about the DON'Ts. Written by make record.\n"
RENEW = "write it to the record, and read the diff: make record"


class CannotCheck(Exception):
    """Mypy didn't run to its end."""


@dataclass(frozen=True)
class TypeFault:
    """An error that mypy found in a file."""

    path: Path
    line: int
    text: str
    """The message with its code: `"MetaData" has no attribute "get" [attr-defined]`."""


def faults(project: Project) -> list[TypeFault]:
    """The errors in all snippets and in the modules they import, by file and line. Raises CannotCheck."""
    found: list[TypeFault] = []
    for number, batch in enumerate(batches(rules.rules(project))):
        modules = module_folder(project.root / ".cache" / "types" / str(number), batch)
        files = [path for rule in batch for path in (*rule.snippets, *rule.modules)]
        found += mypy([path for path in files if VERDICT.match(path.stem)], [project.snippets, modules], project)
    unique = dict.fromkeys(TypeFault(fault.path.resolve(), fault.line, fault.text) for fault in found)
    return sorted(unique, key=lambda fault: (fault.path, fault.line, fault.text))


def batches(all_rules: Iterable[Rule]) -> list[list[Rule]]:
    """The rules in groups in which no two have a module of the same name beside their snippets.

    A snippet imports such a module by its name alone, and mypy knows one module of a name.
    """
    groups: list[tuple[list[Rule], set[str]]] = []
    for rule in all_rules:
        names = {path.relative_to(rule.folder).parts[0] for path in rule.modules}
        group = next((group for group in groups if not group[1] & names), None)
        if group is None:
            group = ([], set())
            groups.append(group)
        group[0].append(rule)
        group[1].update(names)
    return [group[0] for group in groups]


def module_folder(folder: Path, batch: list[Rule]) -> Path:
    """A folder from which the modules beside the snippets can be imported, as links to where they are."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for rule in batch:
        for name in {path.relative_to(rule.folder).parts[0] for path in rule.modules}:
            (folder / name).symlink_to(rule.folder / name)
    return folder


def mypy(files: list[Path], search_path: list[Path], project: Project) -> list[TypeFault]:
    """What mypy --strict says about files and what they import. Raises CannotCheck."""
    arguments = ["--strict", "--python-version", PYTHON, "--output", "json", "--config-file="]
    arguments += ["--explicit-package-bases", "--cache-dir", str(project.root / ".cache" / "mypy-snippets")]
    arguments += ["--disable-error-code", "import-untyped", "--untyped-calls-exclude", "sqlalchemy"]
    done = subprocess.run(
        [sys.executable, "-m", "mypy", *arguments, *map(str, files)],
        cwd=project.root,
        env=os.environ | {"MYPYPATH": os.pathsep.join(map(str, search_path))},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    # Status 2 with an error in a file is a syntax error, which ends the check.
    errors_only = all(line.startswith("{") for line in lines) and not done.stderr.strip()
    if not errors_only or done.returncode not in (0, 1, 2) or (done.returncode == 2 and not lines):
        raise CannotCheck(f"mypy ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    said = [json.loads(line) for line in lines]
    return [
        TypeFault(project.root / error["file"], error["line"], f"{error['message']} [{error['code']}]")
        for error in said
        if error["severity"] == "error"
    ]


def pyright(project: Project) -> list[TypeFault]:
    """What pyright says, with the settings of pyproject.toml, which leave the DON'Ts out. Raises CannotCheck."""
    command = [sys.executable, "-m", "basedpyright", "--outputjson"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        raise CannotCheck(f"basedpyright ended with status {done.returncode}:\n{done.stdout}{done.stderr}")
    return [
        TypeFault(Path(error["file"]), error["range"]["start"]["line"] + 1, error["message"])
        for error in json.loads(done.stdout)["generalDiagnostics"]
        if error["severity"] == "error"
    ]


def as_recorded(project: Project, found: list[TypeFault]) -> dict[str, Record]:
    """The DOs without an error, and the errors of the DON'Ts, as the records have them, by chapter."""
    records: dict[str, Record] = defaultdict(lambda: defaultdict(list))
    wrong = {fault.path.resolve() for fault in found}
    for rule in rules.rules(project):
        records[rule.chapter] |= {f"{rule.slug}/{do.name}": [] for do in rule.dos if do.resolve() not in wrong}
    for fault in found:
        if is_dont(fault.path):
            rule = Rule(fault.path.parent)
            code = fault.path.read_text("utf-8").split("\n")[fault.line - 1].strip()
            records[rule.chapter][f"{rule.slug}/{fault.path.name}"].append((code, fault.text))
    return records


def is_dont(path: Path) -> bool:
    match = VERDICT.match(path.stem)
    return match is not None and match[1] == "dont"


def record_folder(project: Project) -> Path:
    return project.root / "outcomes" / "types"


def record_file(project: Project, chapter: str) -> Path:
    return record_folder(project) / f"{chapter}.txt"


def passed(rule: Rule, project: Project) -> str:
    """The checkers that every DO of a rule passes, as the record says; empty if it doesn't say so of each."""
    text = text_in(record_file(project, rule.chapter))
    record = parsed(text)
    if not all(f"{rule.slug}/{do.name}" in record for do in rule.dos):
        return ""
    head = re.match(r"# The DOs that pass (.*?), and", text)
    return head[1] if head else ""


def recorded(path: Path, project: Project) -> list[tuple[int, str]]:
    """The recorded errors of a snippet, each with the line that it has now. Empty for a file that has none."""
    rule = Rule(path.parent)
    errors = record_in(record_file(project, rule.chapter)).get(f"{rule.slug}/{path.name}", [])
    return [(line, text) for code, text in errors if (line := line_of(path, code))]


def problems(project: Project, found: list[TypeFault]) -> list[Problem]:
    """The errors outside of DON'Ts, and where the record isn't what mypy says."""
    wrong = [
        Problem(fault.path, fault.line, f"mypy --strict: {fault.text}", "a DO, and what it imports, must type-check")
        for fault in found
        if not is_dont(fault.path)
    ]
    now = as_recorded(project, found)
    for chapter in sorted({*now, *(file.stem for file in record_folder(project).glob("*.txt"))}):
        file = record_file(project, chapter)
        text = text_in(file)
        before = parsed(text)
        if not text.startswith(HEAD):
            wrong.append(Problem(file, 1, f"not the record of {CHECKERS}", RENEW))
        for name in sorted(now[chapter].keys() | before.keys()):
            path = project.snippets / chapter / name
            old, new = before.get(name, []), now[chapter].get(name, [])
            said = [(entry, "mypy --strict:") for entry in new if entry not in old]
            said += [(entry, "mypy --strict no longer says:") for entry in old if entry not in new]
            if not is_dont(path) and (name in now[chapter]) != (name in before):
                wrong.append(Problem(path, 1, "the record doesn't say whether it passes the type checkers", RENEW))
            wrong += [Problem(path, line_of(path, code) or 1, f"{lead} {text}", RENEW) for (code, text), lead in said]
    return wrong


def renew(project: Project, found: list[TypeFault]) -> None:
    """Write the records of all chapters."""
    records = as_recorded(project, found)
    texts = {record_file(project, each): written(HEAD, dict(sorted(records[each].items()))) for each in records}
    replace_all(record_folder(project), texts)


def line_of(path: Path, code: str) -> int:
    """The first line of a file that has this text; 0 if there is none."""
    lines = [line.strip() for line in path.read_text("utf-8").split("\n")] if path.is_file() else []
    return lines.index(code) + 1 if code in lines else 0


def main(arguments: list[str]) -> int:
    """Returns 1 if something is wrong. With `--update`, writes the records first."""
    parser = argparse.ArgumentParser(prog="python -m harness.checking.type_checks", description="Type-check snippets.")
    parser.add_argument("--update", action="store_true", help="write outcomes/types/")
    wanted = parser.parse_args(arguments)
    project = Project.load(Path())
    try:
        found = faults(project)
        if wanted.update:
            renew(project, found + pyright(project))
    except CannotCheck as error:
        print(error)
        return 1
    wrong = problems(project, found)
    print(report(wrong, project) or "Every DO passes mypy --strict, and the record has what it says about the DON'Ts.")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
