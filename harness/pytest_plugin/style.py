"""How a snippet is laid out: what Black and Ruff say, as pytest-examples drives them."""

from __future__ import annotations

import re
from itertools import zip_longest

from harness.cache import code_of, digest, write_whole
from harness.problem import Problem
from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running.interpreters import own_interpreter

FINDING = re.compile(r"^ *(?P<code>[A-Z]+\d+) (?:\[\*\] )?(?P<text>.+)\n *--> [^:\n]*:(?P<line>\d+):", re.M)
"""A finding of Ruff. The code in between is left out: the author has it open."""
IMPORT_ORDER = "I001"


def style_problems(snippet: Snippet, project: Project) -> list[Problem]:
    """The first line that is laid out otherwise than Black does it, and what Ruff finds. A pass is cached."""
    parts = [code_of("harness.checking.snippet_layout"), own_interpreter().fingerprint, snippet.source]
    passed = project.cache.parent / "style" / digest(parts)
    if passed.exists():
        return []
    from harness.checking.snippet_layout import laid_out, lint  # with Black and Ruff, which take time to import

    problems: list[Problem] = []
    update = f"pytest {project.relative(snippet.path)} --update-examples"
    findings = lint(snippet)
    for code, found in {found["code"]: found for found in reversed(list(FINDING.finditer(findings)))}.items():
        remedy = f"sort them: {update}" if code == IMPORT_ORDER else f"fix it; explained by: ruff rule {code}"
        problems.append(Problem(snippet.path, int(found["line"]), f"Ruff: {found['text']}", remedy))
    if findings and not problems:
        problems.append(Problem(snippet.path, 1, findings, "fix what Ruff reports"))
    lines = zip_longest(snippet.source.split("\n"), laid_out(snippet.source).split("\n"), fillvalue="")
    different = next(((line, *texts) for line, texts in enumerate(lines, 1) if texts[0] != texts[1]), None)
    if different and IMPORT_ORDER not in findings:
        line, actual, wanted = different
        text = f"Black lays it out otherwise\n    - {actual}\n    + {wanted}"
        problems.append(Problem(snippet.path, line, text, f"lay it out: {update}"))
    if not problems:
        write_whole(passed, "")
    return problems
