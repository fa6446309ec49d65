"""How snippets are laid out: by Black and Ruff, as pytest-examples drives them.

pytest-examples is imported by what needs it: that takes longer than a check from the cache does.
"""

from __future__ import annotations

import ast
import re
from itertools import zip_longest
from typing import Any

from harness.cache import code_of, digest, write_whole
from harness.problem import Problem
from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running.interpreters import own_interpreter

STYLE: dict[str, Any] = {"line_length": 79, "quotes": "double", "target_version": "py311", "isort": True}
"""How snippets are laid out: narrow, for pages on a phone."""
RULES: dict[str, Any] = {"upgrade": True, "ruff_select": ["RUF001", "RUF002", "RUF003"]}
"""What Ruff looks for besides: old syntax, and in strings letters that look like others."""
ISOLATED = (
    "--isolated",
    "--config=src = ['.', 'snippets']",
    "--config=lint.isort.lines-after-imports = 1",
    "--config=lint.allowed-confusables = ['×']",
)
"""Ruff's settings for snippets, in place of those in pyproject.toml, which are for the harness."""
FINDING = re.compile(r"^ *(?P<code>[A-Z]+\d+) (?:\[\*\] )?(?P<text>.+)\n *--> [^:\n]*:(?P<line>\d+):", re.M)
"""A finding of Ruff. The code in between is left out: the author has it open."""
IMPORT_ORDER = "I001"


def layout_problems(snippet: Snippet, project: Project) -> list[Problem]:
    """The first line that is laid out otherwise than Black does it, and what Ruff finds. A pass is cached."""
    parts = [code_of("harness.checking.snippet_layout"), own_interpreter().fingerprint, snippet.source]
    passed = project.cache.parent / "style" / digest(parts)
    if passed.exists():
        return []
    problems: list[Problem] = []
    update = f"pytest {project.relative(snippet.path)} --update-examples"
    _, findings = ruff(snippet, "--select=E4,E7,E9,F,W", **RULES)
    for code, found in {found["code"]: found for found in reversed(list(FINDING.finditer(findings)))}.items():
        remedy = f"sort them: {update}" if code == IMPORT_ORDER else f"fix it; explained by: ruff rule {code}"
        problems.append(snippet.problem(int(found["line"]), f"Ruff: {found['text']}", remedy))
    if findings and not problems:
        problems.append(snippet.problem(1, findings, "fix what Ruff reports"))
    lines = zip_longest(snippet.lines, laid_out(snippet.source).split("\n"), fillvalue="")
    different = next(((line, *texts) for line, texts in enumerate(lines, 1) if texts[0] != texts[1]), None)
    if different and IMPORT_ORDER not in findings:
        line, actual, wanted = different
        text = f"Black lays it out otherwise\n    - {actual}\n    + {wanted}"
        problems.append(snippet.problem(line, text, f"lay it out: {update}"))
    if not problems:
        write_whole(passed, "")
    return problems


def formatted(snippet: Snippet) -> str:
    """The source laid out by Black, its imports sorted. Ruff's other fixes change code: they are for the author."""
    source, findings = ruff(snippet, "--fix", "--select=I")
    return laid_out(snippet.source if findings else source)


def laid_out(source: str) -> str:
    """`source` as Black lays it out, or as it is where Black would change what the code says, such as a long string.

    Black would turn `#>` into `# >`; it leaves `#:` alone.
    """
    from pytest_examples.config import ExamplesConfig
    from pytest_examples.lint import black_format

    hidden = re.sub(r"^( *)#>( |$)", r"\1#:>\2", source, flags=re.M)
    black = black_format(hidden, ExamplesConfig(**STYLE), remove_double_blank=True)
    tidy = re.sub(r"^( *)#:>( |$)", r"\1#>\2", black, flags=re.M)
    return tidy if tidy == source or meaning(tidy) == meaning(source) else source


def meaning(source: str) -> str:
    """The code without its layout. Black indents docstrings, so their whitespace doesn't count."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body[:1]:
                case [ast.Expr(ast.Constant(str() as text) as docstring)]:
                    docstring.value = " ".join(text.split())
    return ast.dump(tree)


def ruff(snippet: Snippet, *arguments: str, **rules: Any) -> tuple[str, str]:
    """The source after Ruff's fixes, and its findings."""
    from pytest_examples import CodeExample
    from pytest_examples.config import ExamplesConfig
    from pytest_examples.lint import FormatError, ruff_check

    example = CodeExample.create(snippet.source, path=snippet.path)
    try:
        return str(ruff_check(example, ExamplesConfig(**STYLE, **rules), extra_ruff_args=(*arguments, *ISOLATED))), ""
    except FormatError as error:
        return snippet.source, str(error)
