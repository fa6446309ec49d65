"""What is left to do in the folder of a built site: the files that are not pages, and what concerns every page.

A Markdown extension sees one page at a time and writes no files. MkDocs comes here by a hook; after another builder
it is a command: `python -m harness.site.finish_site site`.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import yaml

from harness.project import Project
from harness.site import content_security_policy, machine_readable, search_index
from harness.site.serving import is_serving, served


def finish(project: Project, site: Path, name: str, description: str, address: str) -> None:
    """Write into a built site the snippets, what programs read, the rules for the search, and the policy of its pages.

    `address`: where the site will be, with a slash at its end, or empty. Raises CannotRun.
    """
    copy_snippets(project, site)
    stale = served.stale if is_serving() else None
    machine_readable.write(project, site, name, description, address, stale)
    search_index.write(project, site)
    if not is_serving():  # the server adds a script of its own to each page, which reloads it
        content_security_policy.write(site)


def copy_snippets(project: Project, site: Path) -> None:
    """The programs, for those who download them. What is there as it should be is left alone."""
    for path in sorted(project.snippets.rglob("*.py")):
        target = site / project.relative(path)
        if not target.exists() or target.stat().st_mtime_ns != path.stat().st_mtime_ns:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


class Settings(yaml.SafeLoader):
    """Reads mkdocs.yml. `!ENV [NAME, default]` is the environment's, or the default, as for the builders."""


def from_environment(loader: Settings, node: yaml.SequenceNode) -> str:
    *names, default = loader.construct_sequence(node)
    return next((os.environ[each] for each in names if each in os.environ), default)


Settings.add_constructor("!ENV", from_environment)


def main() -> None:
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "index.html").is_file():
        sys.exit("expected the folder of a built site: python -m harness.site.finish_site site")
    project = Project.load(Path.cwd())
    settings = yaml.load((project.root / "mkdocs.yml").read_text("utf-8"), Settings)
    finish(
        project, Path(sys.argv[1]), settings["site_name"], settings["site_description"], settings.get("site_url") or ""
    )


if __name__ == "__main__":
    main()
