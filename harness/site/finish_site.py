"""What is left to do in the folder of a built site: the files that are not pages, and what concerns every page.

A Markdown extension sees one page at a time and writes no files. MkDocs comes here by a hook; after another builder
it is a command: `python -m harness.site.finish_site site`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from mkdocs.utils.yaml import yaml_load

from harness.browser import buttons, runtime
from harness.project import Project
from harness.running.environments import CannotRun
from harness.site import content_security_policy, downloads, machine_readable, search_index, whole_chapter
from harness.site.serving import is_serving, served


def finish(project: Project, site: Path, name: str, description: str, address: str) -> None:
    """Write into a built site the snippets, what programs read, the rules for the search, and the policy of its pages.

    `address`: where the site will be, with a slash at its end, or empty. Raises CannotRun.
    """
    copy_snippets(project, site)
    stale = served.stale if is_serving() else None
    downloads.write(project, site)
    machine_readable.write(project, site, name, description, address, stale)
    search_index.write(project, site)
    whole_chapter.write(project, site, stale)
    write_buttons(project, site)
    if not is_serving():  # the server adds a script of its own to each page, which reloads it
        content_security_policy.write(site)


def write_buttons(project: Project, site: Path) -> None:
    """The Run buttons, and what they load. Without them the site is complete, too: only CI doesn't accept it."""
    try:
        if runtime.write(project, site):
            buttons.write(project, site)
    except CannotRun as error:
        if os.environ.get("CI"):
            raise
        print(f"Built without Run buttons: {error}", file=sys.stderr, flush=True)


def copy_snippets(project: Project, site: Path) -> None:
    """The programs, for those who download them. What is there as it should be is left alone."""
    for path in sorted(project.snippets.rglob("*.py")):
        target = site / project.relative(path)
        if not target.exists() or target.stat().st_mtime_ns != path.stat().st_mtime_ns:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m harness.site.finish_site", description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    site = parser.parse_args().site
    if not (site / "index.html").is_file():
        parser.error(f"{site} is not the folder of a built site")
    project = Project.load(Path.cwd())
    with (project.root / "mkdocs.yml").open("rb") as file:
        settings = yaml_load(file)
    name, description, address = settings["site_name"], settings["site_description"], settings.get("site_url") or ""
    finish(project, site, name, description, address)


if __name__ == "__main__":
    main()
