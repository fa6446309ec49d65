"""Outcomes without processes and databases: a small stand-in for `harness.running.run.execute`.

It executes a snippet's code here, with functions that leave the traces a library would:

    ask(3)            answers 3, which no constant of the snippet tells
    sql(3)            emits three statements; sql("INSERT ...", sets=2) one with two sets of parameters,
                      sql("SELECT ...", rows=3) one that fetches three rows
    warn("a")         warns library.Caution: a
    fail("a")         raises library.Failure: a
    fail_with("C: a") raises library.C: a
    commit("SQL")     emits it, and raises library.Failure: (driver.Error) no
    do_raise("a")     raises library.Failure: a by hand, as a `raise` of the project's own code would
    hello()           prints by a library's code: hello
    from shared import data, create, or from elsewhere:
        data(3)       inserts three rows into `item`
        create("a")   creates `item` with that column
"""

from __future__ import annotations

import ast
import builtins
import sys
import types
from pathlib import Path
from typing import Any

from harness.outcome import Emitted, Environment, Outcome, Printed, Raised
from harness.reading import statements
from harness.reading.snippet import Snippet, parse
from harness.recording.probes import PROBE, instrument
from harness.recording.readable import class_name

SQLITE = Environment("3.11.7", "2.1.9", "sqlite", "3.40.1")
POSTGRESQL = Environment("3.13.1", "2.0.44", "postgresql", "17.2")

DONT, DO = Path("snippets/chapter/rule/dont.py"), Path("snippets/chapter/rule/do.py")


class Failure(Exception):
    """What `fail` raises."""

    __module__ = "library"


class Simulation:
    """One run of one snippet."""

    def __init__(self, snippet: Snippet, environment: Environment = SQLITE) -> None:
        self.path = str(snippet.path)
        self.tree = ast.parse(snippet.source)
        self.numbered = statements.number(self.tree)
        self.table = statements.by_line([s for _, s in self.numbered], snippet.source.count("\n") + 1)
        self.outcome = Outcome(environment)
        self.seen: list[tuple[BaseException, Raised]] = []
        self.ran: set[int] = set()

    def under_way(self) -> list[int]:
        """The snippet's statements on the stack, innermost first."""
        frame: types.FrameType | None = sys._getframe(1)
        found = []
        while frame is not None:
            if frame.f_code.co_filename == self.path and (at := self.table[frame.f_lineno]) is not None:
                found.append(at)
            frame = frame.f_back
        return found

    def here(self) -> int:
        return self.under_way()[0]

    # What a snippet may call

    def print(self, *values: Any, sep: str = " ") -> None:
        for line in sep.join(map(str, values)).split("\n"):
            self.outcome.printed.append(Printed(self.here(), line))

    def hello(self) -> None:
        self.outcome.printed.append(Printed(self.here(), "hello"))

    def sql(self, what: int | str = 1, sets: int = 1, rows: int = 0) -> int:
        for _ in range(what if isinstance(what, int) else 1):
            text = what if isinstance(what, str) else "SELECT item.name\nFROM item"
            within = self.under_way()
            self.outcome.emitted.append(Emitted(within[0], within, text, ["()"] * sets, sets, rows))
        return len(self.outcome.emitted)

    def ask(self, value: Any, **_: Any) -> Any:
        return value

    def warn(self, message: str) -> None:
        at = self.here()
        for known in self.outcome.warnings:
            if (known.at, known.message) == (at, message):
                known.times += 1
                return
        self.outcome.warnings.append(Raised(at, "library.Caution", message, by_hand=False))

    def fail(self, message: str, *, kind: type[Exception] = Failure, by_hand: bool = False) -> None:
        error = kind(message)
        self.seen.append((error, Raised(self.here(), class_name(kind), message, by_hand, caught=True)))
        raise error

    def commit(self, sql: str) -> None:
        self.sql(sql)
        self.fail("(driver.Error) no")

    def fail_with(self, text: str) -> None:
        name, _, message = text.partition(": ")
        self.fail(message, kind=type(name, (Exception,), {"__module__": "library"}))

    def do_raise(self, message: str) -> None:
        self.fail(message, by_hand=True)

    def data(self, rows: int) -> None:
        self.sql("INSERT INTO item (name) VALUES (?)", sets=rows)

    def create(self, columns: str) -> None:
        self.sql(f"CREATE TABLE item ({columns})")

    # The run

    def import_(self, name: str, *_: Any) -> Any:
        assert name in ("shared", "elsewhere"), name
        self.outcome.files[f"snippets/{name}.py"] = "1"
        return types.SimpleNamespace(data=self.data, create=self.create)

    def run(self) -> Outcome:
        probe = types.SimpleNamespace(reached=self.ran.add, passing=lambda: None, Exception=Exception)
        own = ("print", "hello", "ask", "sql", "warn", "fail", "fail_with", "commit", "do_raise")
        names: dict[str, Any] = {name: getattr(self, name) for name in own} | {PROBE: probe, "Failure": Failure}
        names["__builtins__"] = vars(builtins) | {"__import__": self.import_}
        code = compile(instrument(self.tree, self.numbered), self.path, "exec", dont_inherit=True)
        ended_by: BaseException | None = None
        try:
            exec(code, names)
        except Exception as error:
            ended_by = error
        outcome = self.outcome
        for seen, raised in self.seen:
            if seen is ended_by:
                raised.caught = False
                outcome.ended_by = raised
            else:
                outcome.caught.append(raised)
        if ended_by is not None and outcome.ended_by is None:
            raise ended_by  # a slip in the test's own snippet
        outcome.ran = sorted(self.ran)
        return outcome


def simulated(snippet: Snippet, environment: Environment = SQLITE) -> Outcome:
    """What the snippet does, by the stand-in."""
    return Simulation(snippet, environment).run()


def pair_of(dont: str, do: str) -> tuple[Snippet, Outcome, Snippet, Outcome]:
    """Two sources as the arguments of `prove`."""
    first, second = parse(DONT, dont), parse(DO, do)
    return first, simulated(first), second, simulated(second)
