"""Every check of the snippets in every environment: `python -m harness.running.matrix [PYTEST ARGUMENTS]`.

It says first what it runs, and which environments this machine cannot serve; the latter again at the end. Outcomes are cached
as those of any run: what `make test` has run is not run again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from harness.project import Project
from harness.running.environments import matrix
from harness.running.interpreters import available, interpreter


def main(arguments: list[str]) -> int:
    """Run pytest once for all environments. Returns its status."""
    project = Project.load(Path())
    wanted = matrix(project)
    here, missing = available(project, wanted)
    print(f"The matrix: {len(here)} of {len(wanted)} environments")
    for target in here:
        python = interpreter(project, target)
        print(f"  {target}: Python {python.python}, SQLAlchemy {python.sqlalchemy}")
    absent = "".join(f"missing: {why}\n" for why in missing)
    print(absent, end="", flush=True)
    if not here:
        return 1
    chosen = [part for target in here for part in ("--environment", str(target))]
    places = [project.snippets, project.docs, *sorted(project.root.glob("*.md"))]
    named = any(not each.startswith("-") for each in arguments)
    paths = [] if named else [project.relative(place) for place in places if place.exists()]
    status = subprocess.run([sys.executable, "-m", "pytest", *chosen, *arguments, *paths], check=False).returncode
    print(absent, end="", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
