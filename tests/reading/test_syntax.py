"""What code uses and binds."""

from __future__ import annotations

import ast

from harness.reading.syntax import words


def test_the_words_of_code() -> None:
    source = (
        "'Of the module.'\nimport a.b, c as d\nclass E(f.G):\n    'Of the class.'\n    h: int = i(j=1)\n"
        "async def k(m, *, n): return f'of {o} {n!r}'\nprint('SELECT p', 2, len(q))\n"
    )
    assert words(ast.parse(source)) == set("bdEfGhijkmnopq") | {"of", "SELECT"}
    assert words(ast.parse(source), strings=False) == set("bdEfGhijkmnoq")
