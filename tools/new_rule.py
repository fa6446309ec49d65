"""The skeleton of a rule: `make rule NAME=loading/some_rule`, or `python -m tools.new_rule loading/some_rule`.

Writes a DON'T and a DO that run and prove a fault, the page that draws them, and the page's line in mkdocs.yml. What it
writes passes its checks, so that an author changes something that works.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from harness.project import Project
from harness.reading.pages import navigation
from harness.reading.rules import SLUG, rule_named, rules_of

DONT = """\
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain import Task, new_database

engine = new_database(projects=1, tasks=3)

with Session(engine) as session:
    unassigned = select(func.count(Task.id)).where(Task.agent_id is None)
    print(session.scalar(unassigned))
    #!> 0
"""
DO = DONT.replace("Task.agent_id is None", "Task.agent_id.is_(None)").replace("#!> 0", "#> 3")
PAGE = """\
---
description: What goes wrong, in a sentence.
---

# What to do, with the words that people search for

What one sees when it goes wrong.

::: rule {name}

**Why.** The cause.

**What to do.** The remedy.

**When not to.** The exceptions.

In SQLAlchemy's documentation: [Title](https://docs.sqlalchemy.org/en/21/).
"""


class CannotMake(Exception):
    """The rule can't be made. The message says why, and what to do."""


def make(name: str, project: Project) -> list[Path]:
    """Write the skeleton of the rule `chapter/rule`. Returns the files written or changed. Raises CannotMake."""
    chapter, _, slug = name.partition("/")
    if not (SLUG.fullmatch(chapter) and SLUG.fullmatch(slug)):
        raise CannotMake(f"{name!r} is not chapter/rule, each of small letters, digits and _: try loading/some_rule")
    if rule_named(project, name):
        raise CannotMake(f"there is a rule {name} already")
    if not rules_of(project, chapter):
        raise CannotMake(f"there is no chapter {chapter!r}: begin it with docs/{chapter}/index.md and its first rule")
    page = project.docs / f"{name}.md"
    if page.exists():
        raise CannotMake(f"there is a page {project.relative(page)} already")
    config = project.root / "mkdocs.yml"
    listed = with_page(config.read_text("utf-8"), name, project)
    folder = project.snippets / chapter / slug
    folder.mkdir()
    made = {folder / "dont.py": DONT, folder / "do.py": DO, page: PAGE.format(name=name), config: listed}
    for path, text in made.items():
        path.write_text(text, "utf-8")
    return list(made)


def with_page(config: str, name: str, project: Project) -> str:
    """mkdocs.yml with the page of a rule, as the last one of its chapter. Raises CannotMake."""
    chapter = name.partition("/")[0]
    at = [line for page, line in navigation(project).items() if page.startswith(f"{chapter}/")]
    if not at:
        raise CannotMake(f"the navigation in mkdocs.yml names no page of {chapter}/: add {chapter}/index.md")
    lines = config.split("\n")
    indent = re.match(" *", lines[max(at) - 1])
    lines.insert(max(at), f"{indent[0] if indent else ''}- {name}.md")
    return "\n".join(lines)


def main(arguments: list[str], project: Project) -> int:
    try:
        if len(arguments) != 1:
            raise CannotMake("name one rule: make rule NAME=loading/some_rule")
        for path in make(arguments[0], project):
            print(project.relative(path))
    except CannotMake as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\nNow change them. Check with: pytest snippets/{arguments[0]} --update-examples")
    print(f"Look with: make serve, on http://127.0.0.1:8000/{arguments[0]}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Project.load(Path.cwd())))
