"""The rules of a project: a folder each, with its DON'Ts and the DO that answers each of them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from harness.project import VERDICT, Project

SLUG = re.compile(r"[a-z][a-z0-9_]*$")
"""The name of a rule's folder."""


@dataclass(frozen=True)
class Case:
    """One DON'T with the DO that answers it."""

    name: str
    """From the file's name: `async` for `dont_async.py`, empty for `dont.py`."""
    dont: Path
    do: Path | None
    """None if no DO answers it, which is a problem of the folder."""


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
        """The DON'Ts and the DOs, DON'Ts first, by name."""
        return [*self.donts, *self.dos]

    @property
    def donts(self) -> list[Path]:
        return self._with_verdict("dont")

    @property
    def dos(self) -> list[Path]:
        return self._with_verdict("do")

    def _with_verdict(self, verdict: str) -> list[Path]:
        matches = ((path, VERDICT.match(path.stem)) for path in sorted(self.folder.glob("*.py")))
        return [path for path, match in matches if match and match[1] == verdict]

    @property
    def modules(self) -> list[Path]:
        """The other Python files of the folder and the packages in it: what the snippets import."""
        own = self.snippets
        others = [path for path in self.folder.rglob("*.py") if path not in own and path.stat().st_size]
        return sorted(others, key=lambda path: (len(path.parts), path))

    @property
    def cases(self) -> list[Case]:
        """Every DON'T with its DO, `dont.py` first, then by name."""
        return [Case(path.stem.partition("_")[2], path, self.answer(path)) for path in self.donts]

    def answer(self, dont: Path) -> Path | None:
        """The DO that answers a DON'T: `do_x.py` for `dont_x.py` if there is one, else `do.py`."""
        candidates = [self.folder / f"do{dont.stem.removeprefix('dont')}.py", self.folder / "do.py"]
        return next((path for path in candidates if path.exists()), None)


def chapters(project: Project) -> list[Path]:
    """The folders that hold rules."""
    folders = sorted(project.snippets.glob("*"))
    return [path for path in folders if path.is_dir() and not path.name.startswith(("_", "."))]


def rules(project: Project) -> list[Rule]:
    """Every rule of the project, by chapter and slug."""
    return [rule for chapter in chapters(project) for rule in rules_of(project, chapter.name)]


def rules_of(project: Project, chapter: str) -> list[Rule]:
    """The rules of a chapter, by slug. None if there is no such chapter."""
    return [Rule(each) for each in sorted((project.snippets / chapter).glob("*")) if is_rule_folder(project, each)]


def pictures_folder(project: Project) -> Path:
    """The folder of the programs whose output a page draws as a picture."""
    return project.snippets / "_pictures"


def pictures(project: Project) -> list[Path]:
    """The programs whose output a page draws as a picture."""
    return sorted(pictures_folder(project).glob("*.py"))


def is_rule_folder(project: Project, folder: Path) -> bool:
    """Whether a folder is a rule's: in a chapter's folder, and neither name starts with `_` or a dot."""
    hidden = folder.name.startswith(("_", ".")) or folder.parent.name.startswith(("_", "."))
    return folder.is_dir() and folder.parent.parent == project.snippets and not hidden


def rule_named(project: Project, name: str) -> Rule | None:
    """The rule called `chapter/rule`, or None."""
    rule = Rule(project.snippets / name)
    return rule if rule.name == name and is_rule_folder(project, rule.folder) else None


def nearest(project: Project, name: str) -> str:
    """A hint for a misspelt name: `: did you mean loading/n_plus_one?`, or an empty string."""
    names = [rule.name for rule in rules(project)]
    close = difflib.get_close_matches(name, names, 1, 0.6)
    return f": did you mean {close[0]}?" if close else ""
