"""Download a Python for the matrix: `python -m harness.running.python_download 3.14`.

uv downloads it, checked by the hash that this version of uv has for it. If uv reaches nothing and the machine runs
Debian, it comes from Debian's archive, checked by Debian's signature: from the first release that has this Python, with
the C library that it was built for. Nothing is installed; all of it is unpacked under `.cache/`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from harness.project import Project
from harness.running.interpreters import EnvironmentMissing, downloads, find_python

RELEASES = ("stable", "testing", "unstable")
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")

LAUNCHER = """\
#!/bin/sh
# Start Python with the C library that it was built for.
exec '{loader}' --argv0 "$0" --library-path '{libraries}' '{program}' "$@"
"""


def download(project: Project, minor: str) -> str:
    """An interpreter of that version, `3.14`, downloaded unless it is there. Raises EnvironmentMissing."""
    folder = downloads(project) / minor
    known = find_python(minor, downloads(project))
    if known is not None:
        return known
    find_python.cache_clear()
    failures = []
    for name, way in (("uv", _from_uv), ("Debian", _from_debian)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            way(minor, folder)
        except (OSError, subprocess.CalledProcessError, EnvironmentMissing) as error:
            said = getattr(error, "stderr", None) or str(error)
            failures.append(f"{name}: {said.strip().splitlines()[-1]}")
            continue
        python = find_python(minor, downloads(project))
        if python is not None:
            return python
        failures.append(f"{name}: what it gave does not run")
    shutil.rmtree(folder, ignore_errors=True)
    raise EnvironmentMissing(f"Python {minor} cannot be downloaded\n  " + "\n  ".join(failures))


def _from_uv(minor: str, folder: Path) -> None:
    _output([sys.executable, "-m", "uv", "python", "install", "--no-bin", "--install-dir", str(folder), minor])


def _from_debian(minor: str, folder: Path) -> None:
    """Unpack Debian's packages into `folder/usr`. Raises EnvironmentMissing if no release has this Python."""
    places = _output(["apt-get", "indextargets", "--format", "$(ORIGIN) $(REPO_URI)"]).splitlines()
    archive = next((place.split()[1] for place in places if re.match(r"Debian \S+/debian/?$", place)), None)
    if archive is None:
        raise EnvironmentMissing("this machine uses no archive of Debian")
    apt = folder / "apt"
    sources = apt / "debian.sources"
    for part in ("lists/partial", "cache/archives/partial"):
        (apt / part).mkdir(parents=True)
    options = [
        f"Dir::Etc::SourceList={sources}", "Dir::Etc::SourceParts=/dev/null", f"Dir::State::Lists={apt}/lists",
        f"Dir::Cache={apt}/cache", "Dir::State::Status=/dev/null", "Debug::NoLocking=1", "APT::Sandbox::User=",
        "APT::Install-Recommends=0",
    ]  # fmt: skip
    get = ["apt-get", "--quiet", "--yes", *(part for option in options for part in ("-o", option))]
    for release in RELEASES:
        source = f"Types: deb\nURIs: {archive}\nSuites: {release}\nComponents: main\nSigned-By: {KEYRING}\n"
        sources.write_text(source)
        _output([*get, "update"])
        try:
            # The wheels of some packages need the C++ library as well.
            _output([*get, "install", "--download-only", f"python{minor}-venv", "libstdc++6"])
            break
        except subprocess.CalledProcessError:
            continue
    else:
        raise EnvironmentMissing(f"no release of Debian has python{minor}")
    for package in apt.glob("cache/archives/*.deb"):
        _output(["dpkg-deb", "--extract", str(package), str(folder)])
    shutil.rmtree(apt)
    launcher, program = folder / "usr" / "bin" / f"python{minor}", folder / "usr" / "bin" / "program"
    launcher.rename(program)
    loader = next(folder.glob("usr/lib*/ld-linux-*.so.*"))
    libraries = next(folder.glob("usr/lib/*/libc.so.6")).parent
    launcher.write_text(LAUNCHER.format(loader=loader, libraries=libraries, program=program))
    launcher.chmod(0o755)


def _output(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    """Download Pythons. Exits with a message if one cannot be had."""
    parser = argparse.ArgumentParser(prog="python -m harness.running.python_download", description=__doc__)
    parser.add_argument("minors", nargs="+", metavar="X.Y")
    minors = parser.parse_args().minors
    project = Project.load(Path())
    try:
        for minor in minors:
            print(f"Python {minor}: {download(project, minor)}")
    except EnvironmentMissing as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
