"""What was drawn for the site, kept under `.cache/drawn/` by all that it depends on; from the beginning of a build to its end.

A rule's drawings are kept by the state of its folder, of what snippets share, of the harness and of the outcomes in the cache;
what speaks of the whole guide by the state of all of it, pages and record included. States are read once, when a build begins.
Outside a build of MkDocs nothing is remembered (`hooks` begins and ends one): Zensical draws everything each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from harness.cache import code_of, digest, write_whole
from harness.checking.folder_state import FolderStates, contents
from harness.checking.passed_checks import stamp
from harness.project import Project
from harness.reading import rules
from harness.running.environments import targets

T = TypeVar("T")


class Store:
    """What one build finds, and adds."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.folder = project.cache.parent / "drawn"
        self.known: dict[str, dict[str, Any]] = {}
        self.added: dict[str, dict[str, Any]] = {}
        self.states: dict[str, str] = {}
        self.objects: dict[str, Any] = {}
        states = FolderStates(project, targets(project), code_of("harness.site.extension", "harness.site.mkdocs_hooks"))
        if not states.shared:
            return  # an environment is missing: nothing can be told
        held = rules.rules(project)
        beside = [states.chapter(chapter).digest for chapter in rules.chapters(project)]
        recorded = [
            contents(project.root / name).digest
            for name in ("outcomes", "transcripts")
            if (project.root / name).is_dir()
        ]
        shared = digest([states.shared, *beside, *recorded])
        outcomes = outcome_stamps(project)
        for rule in held:
            own = json.dumps(outcomes.get(f"{project.relative(rule.folder)}/", []))
            self.states[rule.name] = digest([shared, contents(rule.folder).digest, own])
        pages = [
            f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}"
            for path in sorted([*project.docs.rglob("*.md"), *project.docs.rglob("*.py"), project.root / "mkdocs.yml"])
        ]
        everything = [contents(project.snippets).digest, json.dumps(outcomes, sort_keys=True), *pages]
        self.states[""] = digest([shared, *everything])

    def file(self, rule: str) -> Path:
        return self.folder / f"{rule or 'guide'}.json"

    def values(self, rule: str) -> dict[str, Any]:
        """What is on record for the state that a rule, or the guide, is in."""
        if rule not in self.known:
            self.known[rule] = {}
            try:
                stored = json.loads(self.file(rule).read_text("utf-8"))
                if stored["state"] == self.states[rule]:
                    self.known[rule] = stored["values"]
            except (OSError, ValueError, KeyError, TypeError):
                pass
        return self.known[rule]

    def save(self) -> None:
        for rule, added in self.added.items():
            content = {"state": self.states[rule], "values": self.values(rule) | added}
            write_whole(self.file(rule), json.dumps(content, ensure_ascii=False))


def outcome_stamps(project: Project) -> dict[str, list[Any]]:
    """The files of the cached outcomes with their stamps, by the folder of their snippet, which ends in a slash."""
    found: dict[str, list[Any]] = {}
    for folder, _, names in os.walk(project.cache):
        inner = Path(folder).relative_to(project.cache).parts[1:]
        for name in sorted(names):
            if not name.startswith("."):
                found.setdefault("".join(f"{part}/" for part in inner), []).append(
                    (name, folder, stamp(f"{folder}/{name}"))
                )
    return {place: sorted(files) for place, files in found.items()}


_store: Store | None = None


def begin(project: Project) -> None:
    """Read the states. Until the end of the build they are taken to stay."""
    global _store
    _store = Store(project)


def end(keep: bool = True) -> None:
    """Write down what was added, unless the build failed, and remember nothing from here on."""
    global _store
    if _store is not None and keep:
        _store.save()
    _store = None


def remembered(name: str, make: Callable[[], T], rule: str = "", good: Callable[[T], bool] = lambda _: True) -> T:
    """What `make` returns, made once for a state: it must go to JSON and back, and depend on nothing but the state and `name`.

    `rule`: it depends on this one rule; otherwise it may depend on all of the guide. What is not `good` is made each time.
    """
    store = _store
    if store is None or rule not in store.states:
        return make()
    for values in (store.added.get(rule, {}), store.values(rule)):
        if name in values:
            found: T = values[name]
            return found
    made = make()
    if good(made):
        store.added.setdefault(rule, {})[name] = made
    return made


def once(name: str, make: Callable[[], T]) -> T:
    """What `make` returns, made once in a build; each time outside of one."""
    store = _store
    if store is None:
        return make()
    if name not in store.objects:
        store.objects[name] = make()
    found: T = store.objects[name]
    return found
