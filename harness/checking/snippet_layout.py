"""How snippets are laid out: by Black and Ruff, as pytest-examples drives them.

Importing this takes longer than a check from the cache does.
"""

from __future__ import annotations

import ast
import re
from dataclasses import replace

from pytest_examples import CodeExample
from pytest_examples.config import ExamplesConfig
from pytest_examples.lint import FormatError, black_format, ruff_check

from harness.reading.snippet import Snippet

STYLE = ExamplesConfig(
    line_length=79,
    quotes="double",
    target_version="py311",
    isort=True,
    upgrade=True,
    ruff_select=["RUF001", "RUF002", "RUF003"],
)
"""How snippets are laid out: narrow, for pages on a phone, and without letters that look like others in strings."""

ISOLATED = (
    "--isolated",
    "--config=src = ['.', 'snippets']",
    "--config=lint.isort.lines-after-imports = 1",
    "--config=lint.allowed-confusables = ['×']",
)
"""Ruff's settings for snippets, in place of those in pyproject.toml, which are for the harness."""


def laid_out(source: str) -> str:
    """`source` as Black lays it out, or as it is where Black would change what the code says, such as a long string.

    Black would turn `#>` into `# >`; it leaves `#:` alone.
    """
    hidden = re.sub(r"^( *)#>( |$)", r"\1#:>\2", source, flags=re.M)
    black = black_format(hidden, STYLE, remove_double_blank=True)
    tidy = re.sub(r"^( *)#:>( |$)", r"\1#>\2", black, flags=re.M)
    return tidy if meaning(tidy) == meaning(source) else source


def meaning(source: str) -> str:
    """The code without its layout. Black indents docstrings, so their whitespace doesn't count."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body[:1]:
                case [ast.Expr(ast.Constant(str() as text) as docstring)]:
                    docstring.value = " ".join(text.split())
    return ast.dump(tree)


def formatted(snippet: Snippet) -> str:
    """The source with its imports sorted, laid out by Black. Ruff's other fixes change code: they are for the author.

    Raises FormatError.
    """
    imports = replace(STYLE, upgrade=False, ruff_select=None)
    return laid_out(ruff(snippet, imports, "--fix", "--select=I"))


def lint(snippet: Snippet) -> str:
    """What Ruff says about the source: nothing, or its findings."""
    try:
        ruff(snippet, STYLE, "--select=E4,E7,E9,F,W")
    except FormatError as error:
        return str(error)
    return ""


def ruff(snippet: Snippet, style: ExamplesConfig, *arguments: str) -> str:
    """The output of Ruff. Raises FormatError for findings."""
    example = CodeExample.create(snippet.source, path=snippet.path)
    return str(ruff_check(example, style, extra_ruff_args=(*arguments, *ISOLATED)))
