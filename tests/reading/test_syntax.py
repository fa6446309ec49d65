"""What code says without being run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from harness.reading.syntax import Constants, words

HELPER = """
from elsewhere import query

EXPECTED = 2
ROWS: list[int] = []
ROWS.append(EXPECTED)
GIVEN = query()


def three() -> int:
    return EXPECTED + 1
"""

WRITTEN_OUT = {
    "a constant": "print(2)",
    "a sum": "print(1 + 1)",
    "a call of a built-in": "print(len('ab'), 'ab'.upper())",
    "a name": "a = 2\nprint(a)",
    "a name of a name": "a = 1\nb = a + 1\nprint(f'{b}')",
    "two at once": "a, b = 1, 2\nprint(a, b)",
    "two names": "a = b = 1\nprint(a, b)",
    "an annotated name": "a: int = 2\nprint(a)",
    "a name that is counted up": "a = 1\na += 1\nprint(a)",
    "a name in a condition of its own": "print(a := 2)\nprint(a)",
    "a list that nothing changes": "a = [1, 2]\nprint(len(a))",
    "a loop over constants": "a = [1, 2]\nfor b in a:\n    c = b\nprint(b, c)",
    "a comprehension": "print([a for a in range(2)])",
    "a function": "def a():\n    return 2\nprint(a())",
    "a function of constants": "def a(b, *, c=1):\n    d = b + c\n    return d\nprint(a(1))",
    "a lambda": "a = 2\nprint((lambda b: a + b)(1))",
    "a pure module": "import math\nfrom decimal import Decimal as D\nprint(math.sqrt(4), D(2))",
    "a constant of a module beside": "from helper import EXPECTED\nprint(EXPECTED)",
    "a constant by another name": "from helper import EXPECTED as a\nprint(a)",
    "a function of a module beside": "from helper import three\nprint(three())",
    "a constant of a package beside": "from package import B\nprint(B)",
    "a constant of a module in it": "from package.inner import C\nprint(C)",
    "a module of constants": "import constant\nprint(constant.A)",
}

TELLING = {
    "a result": "print(session.scalar(query))",
    "a name of a result": "a = query()\nprint(a)",
    "a name that is also a result": "a = 1\na = query()\nprint(a)",
    "a name set in a branch": "a = 1\nif query():\n    a = 2\nprint(a)",
    "a name counted up in a loop": "a = 0\nfor _ in query():\n    a += 1\nprint(a)",
    "a name counted up in a function": "a = 0\ndef b():\n    global a\n    a += 1\nprint(a)",
    "a list that is filled": "a = []\na.append(query())\nprint(len(a))",
    "a list that a function fills": "a = []\ndef b(c):\n    a.append(c)\nprint(len(a))",
    "what a with opens": "with query() as a:\n    print(a)",
    "what a with opens, two at once": "with query() as (a, b):\n    print(b)",
    "what an except catches": "try:\n    query()\nexcept KeyError as a:\n    print(a)",
    "what a match finds": "match query():\n    case [a, *b]:\n        print(a)\n        print(b)",
    "a parameter": "def a(b):\n    print(b)",
    "a loop over rows": "for a in query():\n    print(a)",
    "a class": "class A:\n    pass\nprint(A)",
    "a decorated function": "@query\ndef a():\n    return 1\nprint(a())",
    "a function that asks": "def a():\n    return query()\nprint(a())",
    "a module that tells of the run": "import sys\nprint(sys.argv)",
    "a module whose name is pure beside one that is not": "import math, sys\nprint(math, sys)",
    "a result of a module beside": "from helper import GIVEN\nprint(GIVEN)",
    "a list that a module beside fills": "from helper import ROWS\nprint(ROWS)",
    "a module beside": "import helper\nprint(helper.EXPECTED)",
    "a module that is elsewhere": "from elsewhere import A\nprint(A)",
    "a relative import": "from . import EXPECTED\nprint(EXPECTED)",
    "a module that is not Python": "from broken import A\nprint(A)",
}


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    (tmp_path / "helper.py").write_text(HELPER)
    (tmp_path / "constant.py").write_text("A = 2\n")
    (tmp_path / "broken.py").write_text("A = (\n")
    (tmp_path / "package").mkdir()
    (tmp_path / "package/__init__.py").write_text("B = 2\n")
    (tmp_path / "package/inner.py").write_text("C = 2\n")
    return tmp_path / "do.py"


def last_print_is_written_out(source: str, path: Path) -> bool:
    tree = ast.parse(source)
    prints = [each for each in ast.walk(tree) if isinstance(each, ast.Call) and ast.unparse(each.func) == "print"]
    return Constants(tree, path).written_out(prints[-1])


@pytest.mark.parametrize("source", WRITTEN_OUT.values(), ids=WRITTEN_OUT)
def test_what_is_written_out(source: str, beside: Path) -> None:
    assert last_print_is_written_out(source, beside)


@pytest.mark.parametrize("source", TELLING.values(), ids=TELLING)
def test_what_tells_of_the_run(source: str, beside: Path) -> None:
    assert not last_print_is_written_out(source, beside)


def test_the_words_of_code() -> None:
    source = (
        "'Of the module.'\nimport a.b, c as d\nclass E(f.G):\n    'Of the class.'\n    h: int = i(j=1)\n"
        "async def k(m, *, n): return f'of {o} {n!r}'\nprint('SELECT p', 2, len(q))\n"
    )
    assert words(ast.parse(source)) == set("bdEfGhijkmnopq") | {"of", "SELECT"}


def test_the_words_of_code_apart_from_some_calls() -> None:
    tree = ast.parse("engine = make(agents=2)\nother(make, tasks=1)\n")
    assert words(tree, frozenset(["make"])) == {"engine", "other", "make", "tasks"}
