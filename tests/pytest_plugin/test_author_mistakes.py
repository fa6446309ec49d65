"""What authors get wrong by accident, and what they read then: the line, what is wrong, and what to do about it."""

from __future__ import annotations

import os
import re

import pytest

from tests.conftest import python
from tests.pytest_plugin.guide import DO, DONT, HOME, SETTINGS, Guide

UPDATE = "accept what happened: pytest snippets/queries/{}/dont.py --update-examples"
REPLACES = "x = 1\nprint(x + 1)\n#!> 2\n"

# A mistake of each kind, by rule: its files, the place, the beginning of the message, and the end of the remedy.
MISTAKES: dict[str, tuple[dict[str, str], str, str, str]] = {
    "No-Slug": ({}, ":1", "the folder's name 'No-Slug' isn't a slug", "with a letter first"),
    "typo_in_file_name": (
        {"dnot.py": DONT}, "/dnot.py:1", "'dnot.py' isn't a snippet's name, so nothing runs it",
        "name it dont.py, do.py, dont_<case>.py or do_<case>.py"),
    "missing_do": ({"do.py": "", "do_x.py": DO, "dont_x.py": DONT}, "/dont.py:1", "no DO answers dont.py", "add do.py"),
    "same_code": ({"dont.py": DO}, "/dont.py:1", "dont.py and do.py are the same code", "change one of the two"),
    "wrong_count": ({"dont.py": DONT.replace("3 s", "4 s")}, "/dont.py:9", "expected 4 statements", UPDATE),
    "misindented": (
        {"dont.py": DONT.replace("        #> 2", "      #> 2")}, "/dont.py:8",
        "'#> 2' describes nothing: no statement above it in this block starts in column 7",
        "on a line below that statement"),
    "tabs": (
        {"dont.py": "for a in range(1):\n\tprint(a)\n\t#> 0\n"}, "/dont.py:2",
        "Black lays it out otherwise\n    - \tprint(a)\n    +     print(a)",
        "lay it out: pytest snippets/queries/tabs/dont.py --update-examples"),
    "syntax_error": (
        {"dont.py": "x = 1\nprint((x)\n"}, "/dont.py:2", "syntax error: '(' was never closed", "fix the syntax"),
    "missing_import": (
        {"dont.py": "print(select(1))\n"}, "/dont.py:1",
        "raised, and no #! says so\n    + #! NameError: name 'select' is not defined",
        f"import or define it; if the error is the point, {UPDATE}"),
    "unused_import": (
        {"dont.py": "import os\n" + REPLACES}, "/dont.py:1", "Ruff: `os` imported but unused",
        "fix it; explained by: ruff rule F401"),
    "hangs": (
        {"dont.py": "while True:\n    pass\n"}, "/dont.py:", "the snippet did not end within 1 second", "time limit"),
    "no_fault": (
        {"dont.py": DONT.replace("    #: 3 statements\n", ""), "do.py": DO.replace("    #: 1 statement\n", "")},
        "/dont.py:1", "shows no fault that do.py is free of", "or emit more statements than the DO (#: in both)"),
}  # fmt: skip


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of a project whose every rule has one mistake."""
    root = tmp_path_factory.mktemp("mistakes")
    (root / "pyproject.toml").write_text(SETTINGS)
    for rule, (files, *_) in MISTAKES.items():
        for name, text in ({"dont.py": DONT, "do.py": DO} | files).items():
            file = root / "snippets/queries" / rule / name
            file.parent.mkdir(parents=True, exist_ok=True)
            if text:
                file.write_text(text.lstrip(), newline="")
    (root / "snippets/queries/typo_in_file_name/dont.py").unlink()
    (root / "snippets/queries/dont.py").write_text(DONT)
    (root / "docs").mkdir()
    (root / "docs/page.md").write_text("# A page\n\n```python\nprint((1)\n```\n")
    environment = {**os.environ, "PYTHONPATH": str(HOME), "CI": ""}
    result = python("-m", "pytest", "snippets", "docs", cwd=root, env=environment)
    assert "Traceback" not in result.stdout + result.stderr
    return result.stdout


def problems_in(output: str) -> list[str]:
    """The problems that pytest reported, as it reported them."""
    return re.findall(r"^(?:snippets|docs)/\S+:\d+: .*(?:\n .*)+", output, re.M)


@pytest.mark.parametrize("rule", MISTAKES)
def test_a_mistake_is_reported_once_with_its_line_and_a_remedy(output: str, rule: str) -> None:
    _, place, text, remedy = MISTAKES[rule]
    start = re.compile(re.escape(f"snippets/queries/{rule}{place}") + r"(\d+)?(: )?" + re.escape(text))
    (problem,) = [problem for problem in problems_in(output) if start.match(problem)]
    assert problem.endswith(remedy.format(rule))


@pytest.mark.parametrize(
    ("place", "text", "remedy"),
    [
        ("snippets/queries/dont.py:1", "a snippet outside a rule's folder is never run", "<chapter>/<rule>/"),
        ("docs/page.md:4", "syntax error: '(' was never closed", "fix the syntax"),
    ],
)
def test_mistakes_outside_a_rule(output: str, place: str, text: str, remedy: str) -> None:
    (problem,) = [problem for problem in problems_in(output) if problem.startswith(f"{place}: {text}")]
    assert problem.endswith(remedy)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("snippets/queries/one_by_on", "there is no {}\n  did you mean: pytest snippets/queries/one_by_one\n"),
        ("queries/one_by_one", "there is no {}\n  did you mean: pytest snippets/queries/one_by_one\n"),
        (
            "snippets/queries/one_by_one/dnt.py::pair",
            "there is no snippets/queries/one_by_one/dnt.py\n  did you mean: ",
        ),
        ("elsewhere.py", "there is no elsewhere.py\n"),
        (
            "snippets/queries/one_by_one/models.py",
            "{} isn't a snippet\n  check what imports it: pytest snippets/queries/one_by_one\n",
        ),
        (
            "snippets/queries/one_by_one/dont2.py",
            "{}:1: 'dont2.py' isn't a snippet's name, so nothing runs it\n"
            "  name it dont.py, do.py, dont_<case>.py or do_<case>.py\n",
        ),
        ("--environment=mysql", "'mysql' names no environment: write [pythonX.Y-]"),
    ],
)
def test_a_mistake_on_the_command_line(guide: Guide, given: str, message: str) -> None:
    guide.rule("queries/one_by_one", models="x = 1\n", dont2="x = 1\n")
    assert f"ERROR: {message.format(given)}" in guide.run(given).stderr.str()
