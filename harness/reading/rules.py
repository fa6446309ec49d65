"""The rules a project holds: a folder each, with its DON'Ts and the DO that answers each of them."""

from __future__ import annotations

import difflib
import importlib.util
import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from harness.problem import Problem
from harness.project import VERDICT, Project
from harness.reading.snippet import BadSnippet, parse, read
from harness.reading.syntax import canonical

SLUG = re.compile(r"[a-z][a-z0-9_]*$")


@dataclass(frozen=True)
class Rule:
    """One piece of advice: the folder `snippets/<chapter>/<rule>/`."""

    folder: Path

    @property
    def slug(self) -> str:
        return self.folder.name

    @property
    def chapter(self) -> str:
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """`chapter/rule`: how pages and commands call it."""
        return f"{self.chapter}/{self.slug}"

    @property
    def page(self) -> str:
        """Its page, from docs/."""
        return f"{self.name}.md"

    @property
    def address(self) -> str:
        """Where its page is, from the root of the site."""
        return f"{self.name}/"

    @property
    def snippets(self) -> list[Path]:
        """The files that carry a verdict, DON'Ts first."""
        found = [p for p in self.folder.glob("*.py") if VERDICT.match(p.stem)]
        return sorted(found, key=lambda p: (not p.stem.startswith("dont"), p.name))

    @property
    def modules(self) -> list[Path]:
        """The other Python files of the folder and the packages in it: what the snippets import."""
        found = [p for p in self.folder.rglob("*.py") if p not in self.snippets and p.stat().st_size]
        return sorted(found, key=lambda p: (len(p.parts), p))

    @property
    def donts(self) -> list[Path]:
        return [p for p in self.snippets if p.stem.startswith("dont")]

    @property
    def dos(self) -> list[Path]:
        return [p for p in self.snippets if not p.stem.startswith("dont")]

    def answer(self, dont: Path) -> Path | None:
        """The DO that answers a DON'T: `do_x.py` for `dont_x.py` if there is one, else `do.py`."""
        candidates = [self.folder / f"do{dont.stem.removeprefix('dont')}.py", self.folder / "do.py"]
        return next((path for path in candidates if path.exists()), None)


def chapters(project: Project) -> list[Path]:
    """The folders that hold rules."""
    return sorted(p for p in project.snippets.iterdir() if p.is_dir() and not p.name.startswith(("_", ".")))


def rules(project: Project) -> list[Rule]:
    """Every rule of the project, by chapter and slug."""
    if not project.snippets.is_dir():
        return []
    return [
        Rule(folder)
        for chapter in chapters(project)
        for folder in sorted(chapter.iterdir())
        if folder.is_dir() and not folder.name.startswith(("_", "."))
    ]


def pictures_folder(project: Project) -> Path:
    """Holds the programs that print what a page draws as a picture."""
    return project.snippets / "_pictures"


def pictures(project: Project) -> list[Path]:
    """The programs that print what a page draws as a picture."""
    return sorted(pictures_folder(project).glob("*.py"))


def is_rule_folder(project: Project, folder: Path) -> bool:
    """Whether a folder is a rule's: below a chapter's, and neither begins with `_` or a dot."""
    hidden = folder.name.startswith(("_", ".")) or folder.parent.name.startswith(("_", "."))
    return folder.is_dir() and folder.parent.parent == project.snippets and not hidden


def rule_named(project: Project, name: str) -> Rule | None:
    """The rule called `chapter/rule`, or None."""
    folder = project.snippets / name
    return Rule(folder) if name.count("/") == 1 and is_rule_folder(project, folder) else None


def nearest(project: Project, name: str) -> str:
    """A hint at the rule that was meant: `: did you mean x/y?`, or nothing."""
    names = [rule.name for rule in rules(project)]
    close = difflib.get_close_matches(name, names, 1, 0.6)
    return f": did you mean {close[0]}?" if close else ""


def folder_problems(project: Project, rule: Rule) -> list[Problem]:
    """What is wrong with a rule as a folder, whatever its snippets do."""
    found: list[Problem] = []
    where = rule.folder
    if not SLUG.match(rule.slug):
        found.append(Problem(where, 1, f"the folder {rule.slug!r} is no slug", "use small letters, digits and _"))
    if not any(p for p in where.iterdir() if p.name != "__pycache__"):
        return [*found, Problem(where, 1, "the rule's folder is empty", "add dont.py and do.py")]
    for path in sorted(where.glob("*.py")):
        misspelt = misspelling(path)
        if misspelt:
            found.append(misspelt)
    if not rule.donts:
        found.append(Problem(where, 1, f"rule {rule.name} has no DON'T", "add dont.py: what a reader should not write"))
    if not rule.dos:
        found.append(Problem(where, 1, f"rule {rule.name} has no DO", "add do.py: what to write instead"))
    for dont in rule.donts:
        if rule.dos and rule.answer(dont) is None:
            partners = dict.fromkeys([f"do{dont.stem.removeprefix('dont')}.py", "do.py"])
            found.append(Problem(dont, 1, f"no DO answers {dont.name}", f"add {' or '.join(partners)}"))
    answering = {rule.answer(dont) for dont in rule.donts}
    for do in rule.dos:
        if rule.donts and do not in answering:
            partner = f"dont{do.stem.removeprefix('do')}.py"
            found.append(
                Problem(do, 1, f"{do.name} answers no DON'T", f"add {partner}, or name it after the one it answers")
            )
    found += never_run(rule)
    found += hiding_modules(project, rule)
    found += equal_sides(rule)
    return found


def never_run(rule: Rule) -> list[Problem]:
    """The files that nothing runs or shows: snippets in folders of their own, and what is not Python."""
    found = []
    for path in sorted(rule.folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        name = path.relative_to(rule.folder).as_posix()
        if path.suffix != ".py":
            text, remedy = f"{name} is no Python file", "write what it holds into the snippet, where a reader sees it"
        elif path.parent != rule.folder and VERDICT.match(path.stem):
            text, remedy = f"{name} is never run", f"move it to {rule.folder.name}/, or give it another name"
        else:
            continue
        found.append(Problem(rule.folder, 1, text, remedy))
    return found


def hiding_modules(project: Project, rule: Rule) -> list[Problem]:
    """The modules beside the snippets that have the name of another: which of the two an import finds is chance."""
    found = []
    for path in sorted(rule.folder.glob("*.py")):
        if VERDICT.match(path.stem):
            continue
        shared = (project.snippets / path.name).exists()
        spec = importlib.util.find_spec(path.stem)
        if shared or path.stem in sys.stdlib_module_names or (spec is not None and spec.origin is not None):
            text = f"{path.name} has the name of another module, {path.stem}"
            found.append(Problem(rule.folder, 1, text, "give it a name of its own"))
    return found


def misspelling(path: Path) -> Problem | None:
    """A file name that is nearly a verdict. Other names are modules that the snippets import."""
    words = re.split(r"[_\-. ]", path.stem.lower().replace("'", ""))
    if VERDICT.match(path.stem):
        # `do_not_null.py` is a DO where it answers `dont_not_null.py`, and else a DON'T misspelt.
        is_not = words[1:2] == ["not"] and words[0] == "do" and not path.with_name(f"dont{path.name[2:]}").exists()
        if not is_not:
            return None
    head = words[0].rstrip("0123456789")
    if difflib.get_close_matches(head, ["dont"], 1, 0.74) or head in ("do", "dos", "good", "bad"):
        return Problem(
            path, 1, f"{path.name!r} has no verdict", "name it do.py, dont.py, do_<what>.py or dont_<what>.py"
        )
    return None


@lru_cache(4096)
def canonical_of(path: Path, source: str) -> str:
    """The code of a snippet in the form that tells equal ones: asked for by the folder, and by each pair in each environment."""
    return canonical(parse(path, source).tree)


def equal_sides(rule: Rule) -> list[Problem]:
    """The DON'Ts that are the same code as the DO that answers them, comments, layout and the choice of names aside."""
    found = []
    for dont in rule.donts:
        do = rule.answer(dont)
        if do is None:
            continue
        try:
            same = canonical_of(dont, read(dont).source) == canonical_of(do, read(do).source)
        except (BadSnippet, OSError, RecursionError):  # its own check says so
            continue
        if same:
            found.append(Problem(dont, 1, f"{dont.name} and {do.name} are the same code", "change one of the two"))
    return found
