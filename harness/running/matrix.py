"""Every check of the snippets in every environment: `python -m harness.running.matrix [PYTEST ARGUMENTS]`.

It downloads the Pythons that this machine lacks, makes the environments, and runs pytest once for all of them. It
prints how long each part took, and before and after the checks, which environments cannot be had. What has been run
before, by `make test` for example, comes from the cache of outcomes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.project import Project
from harness.running.environments import matrix
from harness.running.interpreters import EnvironmentMissing, available, downloads, find_python, interpreter
from harness.running.python_download import download


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what is done, and how long it took."""
    print(f"{what} ...", flush=True)
    start = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - start:.0f} s", flush=True)


def main(arguments: list[str]) -> int:
    """Run pytest for all environments. Returns its status, or 1 if there are none."""
    prog = "python -m harness.running.matrix"
    parser = argparse.ArgumentParser(
        prog=prog, usage=f"{prog} [PYTEST ARGUMENTS]", description=__doc__, allow_abbrev=False
    )
    parser.parse_known_args(arguments)
    project = Project.load(Path())
    wanted = matrix(project)
    for minor in dict.fromkeys(target.python for target in wanted if target.python):
        if find_python(minor, downloads(project)) is None:
            with timed(f"Downloading Python {minor}"):
                try:
                    download(project, minor)
                except EnvironmentMissing as error:
                    print(error)
    with timed("Making the environments"):
        here, missing = available(project, wanted)
    not_run = "".join(f"NOT RUN: {why}\n" for why in missing)
    print(f"{len(here)} of {len(wanted)} environments:")
    for target in here:
        print(f"  {target}: {interpreter(project, target).environment(target.database)}")
    print(not_run, end="", flush=True)
    if not here:
        return 1
    chosen = [part for target in here for part in ("--environment", str(target))]
    places = [project.snippets, project.docs, *sorted(project.root.glob("*.md"))]
    named = any(not argument.startswith("-") for argument in arguments)
    paths = [] if named else [project.relative(place) for place in places if place.exists()]
    with timed("Checking"):
        status = subprocess.run([sys.executable, "-m", "pytest", *chosen, *arguments, *paths], check=False).returncode
    print(not_run, end="", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
