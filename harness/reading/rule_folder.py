"""What is wrong with a rule as a folder, whatever its snippets do."""

from __future__ import annotations

import difflib
import importlib.util
import re
import sys
from pathlib import Path

from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.reading.rules import SLUG, Rule, is_rule_folder
from harness.reading.snippet import BadSnippet, read


def folder_problems(project: Project, rule: Rule) -> list[Problem]:
    """Everything that is wrong with the folder: names, missing files, files that nothing runs, equal snippets."""
    folder, problems = rule.folder, []
    if not SLUG.match(rule.slug):
        remedy = "use lowercase letters, digits and _, with a letter first"
        problems.append(Problem(folder, 1, f"the folder's name {rule.slug!r} isn't a slug", remedy))
    if not any(path for path in folder.iterdir() if path.name != "__pycache__"):
        return [*problems, Problem(folder, 1, "the rule's folder is empty", "add dont.py and do.py")]
    misspelt = [problem for path in sorted(folder.glob("*.py")) for problem in misspelling(path)]
    problems += misspelt
    if not rule.donts and not misspelt:
        problems.append(Problem(folder, 1, f"rule {rule.name} has no DON'T", "add dont.py: what not to write"))
    if not rule.snippets and not misspelt:
        problems.append(Problem(folder, 1, f"rule {rule.name} has no DO", "add do.py: what to write instead"))
    return [*problems, *unpaired(rule), *never_run(rule), *shadowing(project, rule), *equal_sides(rule)]


def misspelling(path: Path) -> list[Problem]:
    """A problem if a file's name is nearly that of a snippet. Other names are modules that the snippets import."""
    words = re.split(r"[_\-. ]", path.stem.lower().replace("'", ""))
    if VERDICT.match(path.stem):
        # `do_not_null.py` is a DO if it answers `dont_not_null.py`, otherwise a misspelt DON'T.
        is_not = words[:2] == ["do", "not"] and not path.with_name(f"dont{path.name[2:]}").exists()
        if not is_not:
            return []
    head = words[0].rstrip("0123456789")
    if difflib.get_close_matches(head, ["dont"], 1, 0.74) or head in ("do", "dos", "good", "bad"):
        remedy = "name it dont.py, do.py, dont_<case>.py or do_<case>.py"
        return [Problem(path, 1, f"{path.name!r} isn't a snippet's name, so nothing runs it", remedy)]
    return []


def unpaired(rule: Rule) -> list[Problem]:
    """The DON'Ts without a DO, and the DOs that answer none of the DON'Ts."""
    problems = []
    for case in rule.cases:
        if case.do is None:
            wanted = dict.fromkeys([f"do{case.dont.stem.removeprefix('dont')}.py", "do.py"])
            problems.append(Problem(case.dont, 1, f"no DO answers {case.dont.name}", f"add {' or '.join(wanted)}"))
    answers = {case.do for case in rule.cases}
    for do in rule.dos:
        if rule.donts and do not in answers:
            remedy = f"add dont{do.stem.removeprefix('do')}.py, or name it after the DON'T that it answers"
            problems.append(Problem(do, 1, f"{do.name} answers no DON'T", remedy))
    return problems


def never_run(rule: Rule) -> list[Problem]:
    """The files that nothing runs or shows: snippets in subfolders, and anything that isn't Python."""
    problems = []
    for path in sorted(rule.folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(rule.folder).as_posix()
        if path.suffix != ".py":
            text, remedy = f"{name} isn't a Python file, so no page shows it", "delete it, or move it into a snippet"
            problems.append(Problem(rule.folder, 1, text, remedy))
        elif path.parent != rule.folder and VERDICT.match(path.stem):
            text, remedy = f"{name} is never run", f"move it to {rule.folder.name}/, or rename it"
            problems.append(Problem(rule.folder, 1, text, remedy))
    return problems


def shadowing(project: Project, rule: Rule) -> list[Problem]:
    """The modules beside the snippets that have the name of another module, so that an import may find either."""
    problems = []
    for path in sorted(rule.folder.glob("*.py")):
        if VERDICT.match(path.stem):
            continue
        spec = importlib.util.find_spec(path.stem)
        is_shared = (project.snippets / path.name).exists()
        if is_shared or path.stem in sys.stdlib_module_names or (spec is not None and spec.origin is not None):
            text = f"{path.name} has the name of another module, {path.stem}"
            problems.append(Problem(rule.folder, 1, text, "rename it"))
    return problems


def equal_sides(rule: Rule) -> list[Problem]:
    """The DON'Ts that are the same code as their DO, comments and layout aside."""
    problems = []
    for case in rule.cases:
        if case.do is None:
            continue
        try:
            same = read(case.dont).dump == read(case.do).dump
        except BadSnippet:  # reported where the snippet itself is checked
            continue
        if same:
            text = f"{case.dont.name} and {case.do.name} are the same code"
            problems.append(Problem(case.dont, 1, text, "change one of the two"))
    return problems


def misplaced(project: Project, path: Path) -> list[Problem]:
    """A problem if a file in `snippets/` is named like a snippet and isn't in a rule's folder."""
    if not VERDICT.match(path.stem) or project.snippets not in path.parents or is_rule_folder(project, path.parent):
        return []
    if any(part.startswith(("_", ".")) for part in path.relative_to(project.snippets).parts):
        return []
    text = "a snippet outside a rule's folder is never run"
    return [Problem(path, 1, text, "move it to snippets/<chapter>/<rule>/")]
