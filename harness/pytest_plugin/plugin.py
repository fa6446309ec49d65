"""Snippets, pairs and Markdown fences as pytest items.

`pytest snippets/loading`, `-k`, `-x`, `--lf`, `-n` and `--junitxml` work as they do for any test.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from harness.cache import digest, write_whole
from harness.checking.compare import compare
from harness.checking.passed_checks import Folder, Stamp, Verdicts, stamp
from harness.checking.proof import prove
from harness.outcome import Outcome
from harness.problem import Problem, report
from harness.project import VERDICT, Project
from harness.reading import rules
from harness.reading.markdown_blocks import Fence, fences
from harness.reading.rule_folder import equal_sides, folder_problems, misspelling
from harness.reading.snippet import BadSnippet, Snippet, parse, read
from harness.running import engines, transcripts
from harness.running.environments import DEFAULT, Target, foreseen, matrix, named, own_interpreter, targets
from harness.running.run import (
    WorkerFailed,
    cache_file,
    cached,
    outcome_of,
    run_all,
    stop_workers,
)

# harness.checking.rewrite_expectations is imported where it is used: with Black and Ruff it takes longer than a check from cache.

EXPECTATIONS, PAIR, FOLDER, TRANSCRIPT = "expectations", "pair", "folder", "transcript"


class Failed(Exception):
    """A check found problems. Reported by themselves, without a traceback of the harness."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.text for problem in problems))
        self.problems = problems


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    pluginmanager.set_blocked("examples")  # pytest-examples' own plugin imports Black; its option is this one's
    group = parser.getgroup("harness", "proving snippets")
    group.addoption("--update-examples", action="store_true", help="Rewrite expectations to what happens, in place.")
    group.addoption(
        "--environment", action="append", metavar="NAME", help="Check in this environment only; may be given again."
    )
    group.addoption("--fresh", action="store_true", help="Run every snippet again, whatever outcomes are cached.")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_outcomes] = {}
    config.stash[_told] = {}
    config.stash[_stamps] = {}
    config.stash[_targets] = wanted_targets(config)
    if config.args_source == pytest.Config.ArgsSource.ARGS:
        for argument in config.args:
            refuse_missing(argument, config)
    trusting = not config.getoption("fresh") and not config.getoption("update_examples")
    config.stash[_verdicts] = Verdicts(project_of(config), config.stash[_targets], trusting)


@pytest.hookimpl(tryfirst=True)
def pytest_plugin_registered(plugin: Any, manager: pytest.PytestPluginManager) -> None:
    """Refuse a conftest.py among the snippets: it could change what their checks say."""
    path = Path(str(getattr(plugin, "__file__", None) or ""))
    if path.name == "conftest.py" and "snippets" in path.parts:
        raise pytest.UsageError(
            f"{os.path.relpath(path)}:1: pytest would load this, and it could change what the checks say\n"
            "  write fixtures into the snippet that uses them, or into a module beside it"
        )


def refuse_missing(argument: str, config: pytest.Config) -> None:
    """Raises UsageError for a path that does not exist, with the one that was meant."""
    given = argument.partition("::")[0]
    path = config.invocation_params.dir / given
    if path.exists() or config.getoption("pyargs"):
        return
    rule = project_of(config).snippets / given
    siblings = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, siblings, 1, 0.6)
    meant = path.with_name(close[0]) if close else rule if rule.exists() else None
    hint = f"\n  did you mean: pytest {os.path.relpath(meant, config.invocation_params.dir)}" if meant else ""
    raise pytest.UsageError(f"there is no {given}{hint}")


def wanted_targets(config: pytest.Config) -> tuple[Target, ...]:
    """The environments to check in: those that the command names, or the project's."""
    try:
        wanted = tuple(named(name) for name in config.getoption("environment") or ())
        return wanted or targets(project_of(config))
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure() -> None:
    stop_workers()


_outcomes: pytest.StashKey[dict[tuple[str, int, str, Target], Outcome]] = pytest.StashKey()
_stamps: pytest.StashKey[dict[tuple[str, int, str, Target], Stamp | None]] = pytest.StashKey()
"""Of the files that outcomes were read from."""
_targets: pytest.StashKey[tuple[Target, ...]] = pytest.StashKey()
_told: pytest.StashKey[dict[tuple[str, str], Target]] = pytest.StashKey()
"""The environment that each problem was told of in full, by the kind of check and the text."""
_verdicts: pytest.StashKey[Verdicts] = pytest.StashKey()


def project_of(config: pytest.Config) -> Project:
    return Project.load(config.rootpath)


# Collecting


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    project = project_of(parent.config)
    is_snippet = VERDICT.match(file_path.stem) or misspelling(file_path)
    if file_path.suffix == ".py" and is_snippet and rules.is_rule_folder(project, file_path.parent):
        return SnippetFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".py" and file_path.parent == rules.pictures_folder(project):
        return SnippetFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".t" and file_path in transcripts.transcripts(project):
        return TranscriptFile.from_parent(parent, path=file_path)
    if file_path.suffix == ".md" and (file_path.parent == project.root or project.docs in file_path.parents):
        return MarkdownFile.from_parent(parent, path=file_path)
    return None


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    if rules.is_rule_folder(project_of(parent.config), path):
        return RuleFolder.from_parent(parent, path=path)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A snippet named on the command line is no test module: importing it would run it in this process."""
    if project_of(parent.config).snippets in module_path.parents:
        return Nothing.from_parent(parent, path=module_path)
    return None


class Nothing(pytest.File):
    def collect(self) -> list[pytest.Item]:
        return []


class RuleFolder(pytest.Dir):
    """A rule's folder: its snippets, and an item of its own where something is wrong with it as a whole."""

    def collect(self) -> Iterator[Any]:
        folder = self.config.stash[_verdicts].of(self.path)
        problems = [] if folder.known.sound else folder_problems(project_of(self.config), rules.Rule(self.path))
        folder.found.sound = not problems
        own = [p for p in problems if p.path == self.path or p.path.suffix != ".py" or VERDICT.match(p.path.stem)]
        if own:
            yield FolderItem.from_parent(self, name=FOLDER, problems=own)
        yield from super().collect()


class SnippetFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        misspelt = misspelling(self.path)
        if misspelt:
            yield FolderItem.from_parent(self, name="name", problems=misspelt)
            return
        own = targets_of(self.path, self.config)
        if self.path.parent == rules.pictures_folder(project_of(self.config)):
            own = own[:1]  # A picture is drawn from one run.
        for target in own:
            yield ExpectationsItem.from_parent(self, name=name_in(EXPECTATIONS, target), target=target)
        if self.path.stem.startswith("dont"):
            partner = rules.Rule(self.path.parent).answer(self.path)
            shared = [target for target in own if not partner or target in targets_of(partner, self.config)]
            for target in shared:
                yield PairItem.from_parent(self, name=name_in(PAIR, target), target=target)
            if own and partner and not shared:
                text = f"{self.path.name} and {partner.name} run on no database both: nothing can hold them together"
                problem = Problem(self.path, 1, text, "let both take their engine in the same way")
                yield FolderItem.from_parent(self, name=PAIR, problems=[problem])


class TranscriptFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        yield TranscriptItem.from_parent(self, name=TRANSCRIPT)


class MarkdownFile(pytest.File):
    def collect(self) -> Iterator[pytest.Item]:
        found, problems = fences(self.path)
        if problems:
            yield FolderItem.from_parent(self, name="fences", problems=problems)
        for fence in found:
            for target in FenceItem.targets_of(fence, self.config):
                name = name_in(f"line {fence.line}", target)
                yield FenceItem.from_parent(self, name=name, fence=fence, target=target)


def name_in(name: str, target: Target) -> str:
    """An item's name: the default environment's is plain."""
    return name if target == DEFAULT else f"{name}[{target}]"


def targets_of(path: Path, config: pytest.Config) -> list[Target]:
    """The environments to check a snippet's file in. One that cannot be read fails in the first of them."""
    wanted = config.stash[_targets]
    folder = config.stash[_verdicts].of(path.parent)
    databases = folder.known.databases.get(path.name) or folder.found.databases.get(path.name)
    if databases is None:
        found = readable(path)
        if not found:
            return [wanted[0]]
        databases = list(engines.databases_of(found[0], project_of(config)))
        folder.found.databases[path.name] = databases
    return [target for target in wanted if target.database in databases]


# Items


class ProvingItem(pytest.Item):
    """What the items have in common: outcomes from the one function, failures without a traceback."""

    def __init__(self, *, target: Target = DEFAULT, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target

    @property
    def project(self) -> Project:
        return project_of(self.config)

    def outcome(self, snippet: Snippet, target: Target | None = None) -> Outcome:
        """The outcome of `snippet`, in this item's environment or another, run at most once in this session."""
        target = target or self.target
        known = self.config.stash[_outcomes]
        key = outcome_key(snippet, target)
        if key not in known:
            try:
                fresh = self.config.getoption("fresh") and not prerun(self.config)
                known[key] = outcome_of(snippet, self.project, target, fresh=fresh)
                self.config.stash[_stamps][key] = stamp_of(snippet, self.project, target)
            except WorkerFailed as error:
                raise Failed([Problem(snippet.path, 1, str(error), "mend that first: nothing can be run")]) from None
        return known[key]

    def runtest(self) -> None:
        self.check()

    def check(self) -> None:
        """Raises Failed where something is not as it is said to be."""
        raise NotImplementedError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, Failed | BadSnippet):
            return self.told_once(excinfo.value.problems)
        return super().repr_failure(excinfo, style)

    def told_once(self, problems: list[Problem]) -> str:
        """What is wrong; of what an earlier environment met in the same words, the line and that environment's name."""
        texts = []
        for problem in problems:
            text = report([problem], self.project)
            earlier = self.config.stash[_told].setdefault((_name(self.nodeid), text), self.target)
            if earlier != self.target:
                text = f"{self.project.relative(problem.path)}:{problem.line}: the same as in {earlier}"
            texts.append(text)
        return "\n\n".join(dict.fromkeys(texts))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.nodeid

    def command(self, option: str) -> str:
        return f"pytest {self.project.relative(self.path)} {option}"

    def needs(self) -> list[Snippet]:
        """The snippets whose outcomes this item asks for, those that can be read."""
        return []

    @property
    def is_known(self) -> bool:
        """Whether the item is known to pass, since nothing that it depends on has changed since it did."""
        return False


class FolderItem(ProvingItem):
    def __init__(self, *, problems: list[Problem], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.problems = problems

    def check(self) -> None:
        raise Failed(self.problems)


class RememberedItem(ProvingItem):
    """An item of a folder of snippets, whose verdict is kept."""

    @cached_property
    def folder(self) -> Folder:
        return self.config.stash[_verdicts].of(self.path.parent)

    @property
    def known_as(self) -> str:
        return f"{self.path.name}::{self.name}"

    @cached_property
    def is_known(self) -> bool:
        return self.folder.passed(self.known_as)

    def runtest(self) -> None:
        """Check, and remember how it went and by which outcomes."""
        self.folder.note(self.known_as, False, {})
        self.check()
        stamps, read = {}, set()
        for snippet in self.needs():
            key = outcome_key(snippet, self.target)
            if key not in self.config.stash[_outcomes] or self.config.stash[_stamps].get(key) is None:
                return
            file = cache_file(snippet, self.project, self.target).relative_to(self.project.cache).as_posix()
            stamps[file] = self.config.stash[_stamps][key]
            read |= self.config.stash[_outcomes][key].files.keys()
        self.folder.note(self.known_as, True, stamps, read)


class ExpectationsItem(RememberedItem):
    """A snippet against its own expectations."""

    def needs(self) -> list[Snippet]:
        return readable(self.path)

    def check(self) -> None:
        snippet = read(self.path)
        if self.config.getoption("update_examples") and self.is_first:
            snippet = self.update(snippet)
        command = self.command("--update-examples")
        problems = compare(snippet, self.outcome(snippet), command).problems
        if self.is_first:
            problems += self.style(snippet, command) + engines.never_tested(snippet, self.project)
        if problems:
            raise Failed(problems)

    @property
    def checked_targets(self) -> list[Target]:
        """The environments of this session that the snippet runs in."""
        return targets_of(self.path, self.config)

    @property
    def is_first(self) -> bool:
        """Whether this is the item to look at what is the same in every environment."""
        return self.target == self.checked_targets[0]

    def update(self, snippet: Snippet) -> Snippet:
        """Lay the file out and rewrite its expectations; the file changes in one step, or not at all."""
        from pytest_examples.lint import FormatError

        from harness.checking.rewrite_expectations import formatted, laid_out

        source = snippet.source
        try:
            new = formatted(snippet)
        except FormatError:
            new = laid_out(source)
        current = parse(snippet.path, new)
        # A comment below a class or between imports asks for a blank line more.
        new = laid_out(self.rewritten(current))
        if new != source:
            if self.path.read_bytes() != source.encode():
                raise Failed(
                    [Problem(self.path, 1, "the file changed while it was being run", "run the command again")]
                )
            write_whole(self.path, new)
        return read(self.path)

    def rewritten(self, current: Snippet) -> str:
        """The source saying what happened in each environment.

        Of one that is not run now, it goes on saying what it said. Those that only the matrix runs go along with the others.
        """
        from harness.checking.rewrite_expectations import merged, updated

        checked = self.checked_targets
        others = [t for t in engines.targets_of(current, self.project, targets(self.project)) if t not in checked]
        in_matrix = engines.targets_of(current, self.project, matrix(self.project))
        further = [foreseen(self.project, t) for t in in_matrix if t not in checked and t not in others]
        if len(checked) == 1 and not others and not further:
            return updated(current, self.outcome(current))
        versions = []
        for target in checked:
            outcome = self.outcome(current, target)
            versions.append((outcome.environment, parse(current.path, updated(current, outcome))))
        versions += [(foreseen(self.project, target), current) for target in others]
        return merged(current, versions, further)

    def style(self, snippet: Snippet, command: str) -> list[Problem]:
        """What Black and Ruff say, as pytest-examples drives them; remembered by the content they last passed."""
        from harness.checking.rewrite_expectations import STYLE, laid_out, lint

        passed = (
            self.project.cache.parent / "style" / digest([str(STYLE), own_interpreter().fingerprint, snippet.source])
        )
        if passed.exists():
            return []
        problems = []
        tidy = laid_out(snippet.source)
        if tidy != snippet.source:
            pairs = zip(tidy.split("\n"), snippet.source.split("\n"), strict=False)
            line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), 1)
            wanted = tidy.split("\n")[line - 1]
            problems.append(
                Problem(self.path, line, f"not laid out as Black does\n    + {wanted}", f"lay it out: {command}")
            )
        findings = lint(snippet)
        if findings:
            problems.append(Problem(self.path, 1, findings, f"mend it, or try: {command}"))
        if not problems:
            write_whole(passed, "")
        return problems


class PairItem(RememberedItem):
    """A DON'T against the DO that answers it."""

    def partner(self) -> Path | None:
        return rules.Rule(self.path.parent).answer(self.path)

    def needs(self) -> list[Snippet]:
        partner = self.partner()
        return readable(self.path) + (readable(partner) if partner else [])

    def check(self) -> None:
        partner = self.partner()
        if partner is None:
            wanted = f"do{self.path.stem.removeprefix('dont')}.py"
            raise Failed([Problem(self.path, 1, f"no DO answers {self.path.name}", f"add {wanted} or do.py beside it")])
        dont, do = read(self.path), read(partner)
        same = [p for p in equal_sides(rules.Rule(self.path.parent)) if p.path == self.path]
        if same:
            raise Failed(same)
        problems = self.unmet(dont) + self.unmet(do)
        outcomes = self.outcome(dont), self.outcome(do)
        if not any(outcome.complaints for outcome in outcomes):
            # A pair with a wrong expectation may be otherwise refused: worth knowing, unless it follows from that one.
            proof = prove(dont, outcomes[0], do, outcomes[1])
            problems += [problem for problem in proof.problems if not problems or problem is not proof.shows_nothing]
        if problems:
            raise Failed(problems)

    def unmet(self, snippet: Snippet) -> list[Problem]:
        """What keeps a snippet of the pair from being what it says. Told in full only where no item of its own does."""
        command = f"pytest {self.project.relative(snippet.path)} --update-examples"
        found = compare(snippet, self.outcome(snippet), command).problems
        if found and any(
            isinstance(item, ExpectationsItem) and item.path == snippet.path and item.target == self.target
            for item in self.session.items
        ):
            text = f"does not do what it says, so the pair {self.path.name} is not proved"
            return [Problem(snippet.path, found[0].line, text, "mend that first: its own check says what it is")]
        return found


class TranscriptItem(ProvingItem):
    """A console transcript against what its commands say."""

    def check(self) -> None:
        fresh = bool(self.config.getoption("fresh"))
        result = transcripts.check(self.path, self.project, fresh=fresh)
        if result.happened is not None and self.config.getoption("update_examples"):
            write_whole(self.path, result.happened)
            result = transcripts.check(self.path, self.project)
        if result.problems:
            raise Failed(result.problems)


class FenceItem(ProvingItem):
    """A Python block of a Markdown file."""

    def __init__(self, *, fence: Fence, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fence = fence

    @staticmethod
    def targets_of(fence: Fence, config: pytest.Config) -> list[Target]:
        """The environments to check a block in. An exempt one, which fails, is told of once."""
        wanted = config.stash[_targets]
        try:
            snippet = parse(fence.path, fence.source, fence.line + 1)
        except BadSnippet:
            return [wanted[0]]
        return [wanted[0]] if fence.exempt is not None else engines.targets_of(snippet, project_of(config), wanted)

    def needs(self) -> list[Snippet]:
        try:
            return [self.snippet()]
        except BadSnippet:
            return []

    def snippet(self) -> Snippet:
        return parse(self.fence.path, self.fence.source, self.fence.line + 1)

    def check(self) -> None:
        exempt = self.fence.exempt is not None
        try:
            snippet = self.snippet()
            problems = compare(snippet, self.outcome(snippet), "edit the block").problems
            problems += engines.never_tested(snippet, self.project)
        except BadSnippet as error:
            problems = error.problems
        if exempt and not problems:
            why = "the block runs as it says: its exemption is no longer needed"
            raise Failed([Problem(self.path, self.fence.line - 1, why, "delete the comment <!-- not run: ... -->")])
        if problems and not exempt:
            problems.append(
                Problem(self.path, self.fence.line, "the block is checked because it is Python",
                        "mend it, or say on the line above why it is not run: <!-- not run: why -->")
            )  # fmt: skip
            raise Failed(problems)


def outcome_key(snippet: Snippet, target: Target) -> tuple[str, int, str, Target]:
    """What this session keeps an outcome under."""
    return str(snippet.path), snippet.first_line, snippet.source, target


def stamp_of(snippet: Snippet, project: Project, target: Target) -> Stamp | None:
    """Of the file that keeps the outcome."""
    return stamp(str(cache_file(snippet, project, target)))


def readable(path: Path) -> list[Snippet]:
    try:
        return [read(path)]
    except (BadSnippet, OSError):
        return []


# The session


def prerun(config: pytest.Config) -> bool:
    """Whether this process runs the snippets ahead of the items, all processors at work: not so under pytest-xdist."""
    return not hasattr(config, "workerinput") and getattr(config.option, "dist", "no") == "no"


MANY = 50
"""So many runs take seconds in which no item is reported: the environment they are in is named first."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> None:
    config = session.config
    if config.option.collectonly or not prerun(config) or session.testsfailed:
        return
    wanted: dict[Target, dict[tuple[Path, int], Snippet]] = {}
    for item in session.items:
        if isinstance(item, ProvingItem) and not item.is_known:
            wanted.setdefault(item.target, {}).update({(s.path, s.first_line): s for s in item.needs()})
    project = project_of(config)
    fresh = config.getoption("fresh")
    config.stash[_run_now] = 0
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    for number, (target, snippets) in enumerate(wanted.items(), 1):
        try:
            # A stamp is older than what is read: if the file changes in between, the verdict counts for nothing.
            stamps = {key: stamp_of(each, project, target) for key, each in snippets.items()}
            known = {} if fresh else {key: cached(each, project, target) for key, each in snippets.items()}
            missing = [each for key, each in snippets.items() if known.get(key) is None]
            config.stash[_run_now] += len(missing)
            if terminal and len(missing) >= MANY:
                terminal.write_line(
                    f"{target}: {len(missing)} to run ({number} of {len(wanted)} environments)", flush=True
                )
            found = run_all(missing, project, target, fresh=True)
        except WorkerFailed:
            continue  # each item says so
        stamps |= {(each.path, each.first_line): stamp_of(each, project, target) for each in missing}
        found += [(snippets[key], outcome) for key, outcome in known.items() if outcome is not None]
        for snippet, outcome in found:
            config.stash[_outcomes][outcome_key(snippet, target)] = outcome
            config.stash[_stamps][outcome_key(snippet, target)] = stamps[snippet.path, snippet.first_line]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Report an item that is known to pass, without the phases of a test: nothing is set up or run for it."""
    if not isinstance(item, ProvingItem) or not item.is_known:
        return None
    nodeid, location = item.nodeid, item.location
    item.ihook.pytest_runtest_logstart(nodeid=nodeid, location=location)
    passed = pytest.TestReport(nodeid, location, {}, "passed", None, "call")
    item.ihook.pytest_runtest_logreport(report=passed)
    item.ihook.pytest_runtest_logfinish(nodeid=nodeid, location=location)
    item.session._setupstate.teardown_exact(nextitem)  # what the item before has left for this one
    return True


def pytest_sessionfinish(session: pytest.Session) -> None:
    session.config.stash[_verdicts].save()


_run_now: pytest.StashKey[int] = pytest.StashKey()


def _name(nodeid: str) -> str:
    """What an item is, in whatever environment."""
    return nodeid.rpartition("::")[2].partition("[")[0]


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """A line that says what was proved: what passed, and how much did not."""
    passed, failed = (
        [r for r in terminalreporter.stats.get(kind, []) if getattr(r, "when", "") == "call" and is_proof(r.nodeid)]
        for kind in ("passed", "failed")
    )
    if not passed and not failed:
        return
    snippets = sum(_name(r.nodeid) == EXPECTATIONS for r in passed)
    pairs = sum(_name(r.nodeid) == PAIR for r in passed)
    blocks = len(passed) - snippets - pairs
    found = [counted(snippets, "snippet"), counted(pairs, "pair"), counted(blocks, "Markdown block")]
    not_proved = f"; {len(failed)} failed" if failed else ""
    now = config.stash.get(_run_now, None)
    how = "" if now is None else f"; {now} run now, the others from cached outcomes"
    terminalreporter.write_line(f"proved: {', '.join(found)}{not_proved}{how}")


def is_proof(nodeid: str) -> bool:
    """Whether an item proves a snippet, a pair or a block."""
    return _name(nodeid) in (EXPECTATIONS, PAIR) or ".md::line " in nodeid


def counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
