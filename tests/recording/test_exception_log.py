"""What is written down of exceptions: class, message and line, whether they were caught, and who raised them."""

from __future__ import annotations

import pytest

from harness.recording.readable import without_addresses
from tests.conftest import Run

ENGINE = "from sqlalchemy import create_engine, text\nengine = create_engine('sqlite://')\n"


def marked(source: str) -> int:
    """The line with `int('a')` in it, which raises ValueError."""
    return next(number for number, line in enumerate(source.split("\n"), 1) if "int('a')" in line)


def test_class_message_and_line(run: Run) -> None:
    ran = run("x = 1\nint('a')\n")
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("ValueError", 2)
    assert ran.ended_by.message == "invalid literal for int() with base 10: 'a'"
    assert not ran.ended_by.by_hand
    assert not ran.ended_by.caught
    assert ran.outcome.caught == []


def test_a_librarys_class_has_its_module(run: Run) -> None:
    ran = run(ENGINE + "with engine.connect() as c:\n    c.execute(text('nonsense'))\n")
    assert ran.ended_by.name == "sqlalchemy.exc.OperationalError"
    assert ran.ended_by.message.startswith('(sqlite3.OperationalError) near "nonsense": syntax error\n[SQL: nonsense]')
    assert ran.line(ran.ended_by) == 4


def test_a_parameter_named_after_an_address_reads_the_same_in_every_run() -> None:
    assert without_addresses("[{'%(140337204904592 param)s': 1}]") == "[{'%(0x... param)s': 1}]"


KEY_ERROR = "try:\n    {}['a']\nexcept KeyError as error:\n    "
CHAINS = {
    "from": (KEY_ERROR + "raise ValueError('no a') from error\n", ["KeyError: 'a'"]),
    "while another is handled": (KEY_ERROR + "int('b')\n", ["KeyError: 'a'"]),
    "from None": (KEY_ERROR + "raise ValueError from None\n", []),
    "in a circle": (
        "a, b = ValueError('a'), KeyError('b')\na.__cause__, b.__cause__ = b, a\nraise a\n", ["KeyError: 'b'"]),
}  # fmt: skip


@pytest.mark.parametrize(("source", "chain"), CHAINS.values(), ids=CHAINS)
def test_chain(run: Run, source: str, chain: list[str]) -> None:
    assert run(source).ended_by.chain == chain


LINES = {
    "the first line of a statement": ("x = (\n    1,\n    int('a'),\n)\n", 1),
    "a function": ("def f():\n    x = 1\n    return int('a')\nf()\n", 3),
    "a coroutine": ("import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    int('a')\nasyncio.run(f())\n", 4),
    "a class": ("class A:\n    b = 1\n    c = int('a')\n", 3),
    "a lambda": ("x = 1\nf = lambda: int('a')\nf()\n", 2),
    "an exit of a context": (
        "class M:\n    def __enter__(self): ...\n    def __exit__(self, *_):\n        int('a')\nwith M():\n    x = 1\n",
        4),
    "a library's exit of a context": (
        "from contextlib import ExitStack\nx = 1\nwith ExitStack() as s:\n    s.callback(int, 'a')\n    x = 2\n", 3),
    "an elif": ("if False:\n    pass\nelif int('a'):\n    pass\n", 1),
    "a decorator": ("import functools\n@functools.cache\ndef f(x): pass\nf([])\n", 4),
    "a case": ("match 1:\n    case 1:\n        int('a')\n", 3),
    "the call of a helper": ("from helper import f\nx = 1\nf()\n", 3),
    "SQLAlchemy's commit": (
        ENGINE + "from sqlalchemy import event\n@event.listens_for(engine, 'commit')\ndef refuse(c):\n"
        "    c.exec_driver_sql('nonsense')\nwith engine.begin() as c:\n    c.exec_driver_sql('SELECT 1')\n", 6),
}  # fmt: skip


@pytest.mark.parametrize(("source", "line"), LINES.values(), ids=LINES)
def test_it_belongs_to_the_innermost_statement(run: Run, source: str, line: int) -> None:
    ran = run(source, helper="def f():\n    return int('a')\n")
    assert (ran.line(ran.ended_by), ran.ended_by.by_hand) == (line, False)


CAUGHT = {
    "except": "try:\n    int('a')\nexcept ValueError:\n    pass\n",
    "suppress": "import contextlib\nwith contextlib.suppress(ValueError):\n    int('a')\n",
    "bare": "try:\n    int('a')\nexcept:\n    pass\n",
    "a context manager": (
        "class M:\n    def __enter__(self): ...\n    def __exit__(self, *_): return True\nwith M():\n    int('a')\n"
    ),
    "gather": (
        "import asyncio\nasync def f():\n    int('a')\nasync def main():\n"
        "    await asyncio.gather(f(), return_exceptions=True)\nasyncio.run(main())\n"
    ),
    "an executor": (
        "from concurrent.futures import ThreadPoolExecutor\ndef f():\n    int('a')\n"
        "with ThreadPoolExecutor() as pool:\n    pool.submit(f).exception()\n"
    ),
    "return in a finally": "def f():\n    try:\n        int('a')\n    finally:\n        return\nf()\n",
    "except*": "try:\n    raise ExceptionGroup('x', [ValueError()])\nexcept* ValueError:\n    x = \"int('a')\"\n",
}


@pytest.mark.parametrize("source", CAUGHT.values(), ids=CAUGHT)
def test_what_the_snippet_handles_is_written_down(run: Run, source: str) -> None:
    ran = run(source)
    assert (2 if "except*" in source else marked(source), "ValueError") in ran.caught
    assert ran.outcome.caught[-1].caught
    assert ran.outcome.ended_by is None


HANDLED: dict[str, tuple[str, list[tuple[int, str]], tuple[int, str] | None]] = {
    "and raised again": ("try:\n    int('a')\nexcept ValueError:\n    x = 1\n    raise\n", [], (2, "ValueError")),
    "and another raised": (
        "try:\n    int('a')\nexcept ValueError:\n    {}['b']\n", [(2, "ValueError")], (4, "KeyError")),
    "in every pass of a loop": (
        "for _ in range(3):\n    try:\n        int('a')\n    except ValueError:\n        pass\n",
        [(3, "ValueError")] * 3, None),
    "the end of an iteration": (
        "try:\n    next(iter(()))\nexcept StopIteration:\n    pass\ndef g():\n    yield\nlist(g())\n", [], None),
}  # fmt: skip


@pytest.mark.parametrize(("source", "caught", "ended"), HANDLED.values(), ids=HANDLED)
def test_handled(run: Run, source: str, caught: list[tuple[int, str]], ended: tuple[int, str] | None) -> None:
    ran = run(source)
    by = ran.outcome.ended_by
    assert (ran.caught, by and (ran.line(by), by.name)) == (caught, ended)
    assert by is None or not by.by_hand


# Who raised it

MADE = "from sqlalchemy.exc import InvalidRequestError as E\n"
SIMULATED = "import sqlite3\nfrom unittest.mock import Mock\nfrom sqlalchemy import create_engine\n"
BY_HAND = {
    "raise": "raise ValueError('x')\n",
    "assert": "assert 1 == 2\n",
    "a helper's raise": "from helper import f\nf()\n",
    "throw": "def g():\n    yield\nx = g()\nnext(x)\nx.throw(ValueError('x'))\n",
    "a library's class": MADE + "raise E('x')\n",
    "a task": MADE + "import asyncio\nasync def main():\n    f = asyncio.Future()\n    f.set_exception(E('x'))\n"
    "    await f\nasyncio.run(main())\n",
    "a future": MADE + "from concurrent.futures import Future\nf = Future()\nf.set_exception(E('x'))\nf.result()\n",
    "a mock": MADE + "from unittest.mock import Mock\nMock(side_effect=E('x'))()\n",
    "a simulated failure": SIMULATED
    + "def fail(): raise sqlite3.OperationalError('locked')\ncreate_engine('sqlite://', creator=fail).connect()\n",
    "a failure by a mock": SIMULATED
    + "create_engine('sqlite://', creator=Mock(side_effect=sqlite3.OperationalError('locked'))).connect()\n",
}  # fmt: skip
THE_LIBRARYS = {
    "raised again": ENGINE
    + "try:\n    engine.connect().execute(text('nonsense'))\nexcept Exception as e:\n    raise\n",
    "an error of its own that SQLAlchemy wraps": (
        "from sqlalchemy import String, TypeDecorator, create_engine, literal, select\nclass Picky(TypeDecorator):\n"
        "    impl = String\n    cache_ok = True\n    def process_bind_param(self, value, dialect):\n"
        "        raise ValueError('not this')\n"
        "create_engine('sqlite://').connect().execute(select(literal('x', Picky)))\n"
    ),
    "from native code": "from pydantic import BaseModel\nclass A(BaseModel):\n    x: int\nA(x='a')\n",
    "the driver's": "import sqlite3\nsqlite3.connect(':memory:').execute('nonsense')\n",
    "the driver's, wrapped": "from sqlalchemy import create_engine\ncreate_engine('sqlite:///none/a.db').connect()\n",
}


@pytest.mark.parametrize("source", BY_HAND.values(), ids=BY_HAND)
def test_raised_by_hand(run: Run, source: str) -> None:
    assert run(source, helper="def f():\n    raise ValueError('x')\n").ended_by.by_hand


@pytest.mark.parametrize("source", THE_LIBRARYS.values(), ids=THE_LIBRARYS)
def test_raised_by_the_library(run: Run, source: str) -> None:
    assert not run(source).ended_by.by_hand


# Errors that other code catches


def test_the_error_behind_another_is_part_of_it(run: Run) -> None:
    helper = (
        "from sqlalchemy.exc import SQLAlchemyError\ndef strictly(act):\n    try:\n        act()\n"
        "    except SQLAlchemyError as error:\n        raise LookupError('none') from error\n"
    )
    act = "lambda: engine.connect().execute(text('nonsense'))"
    ran = run(ENGINE + f"from helper import strictly\nstrictly({act})\n", helper=helper)
    assert ran.caught == []
    assert (ran.ended_by.name, ran.line(ran.ended_by)) == ("LookupError", 4)
