"""What a person reads when a check fails."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from harness.outcome import Outcome
from harness.project import Project
from harness.reading.snippet import Snippet
from harness.running import run
from harness.running.environments import Target
from tests.pytest_plugin.guide import DO, DONT, RULE, SETTINGS, Guide, proved, text_of


def test_failure_says_where_what_and_how_to_accept_it(guide: Guide) -> None:
    guide.write(f"{RULE}/dont.py", DONT.replace("3 statements", "4 statements"))
    result = guide.run()
    text = text_of(result)
    assert f"{RULE}/dont.py:9: expected 4 statements, the run emitted 3\n" in text
    assert "    line 5: 3 statements, first SELECT ?\n" in text
    assert f"  accept what happened: pytest {RULE}/dont.py --update-examples\n" in text
    for inner in ("Traceback", "runtest", "harness/", "Failed("):
        assert inner not in text
    assert proved(result).startswith("proved: 1 snippet, 0 pairs, 0 Markdown blocks; 2 failed; ")


def test_the_same_failure_in_a_further_environment_takes_one_line(guide: Guide) -> None:
    settings = SETTINGS.replace("time_limit = 1", 'time_limit = 5\nenvironments = ["sqlite", "postgresql"]')
    guide.write("pyproject.toml", settings)
    guide.rule("queries/other", dont="print(1)\n#!> 2\n", do="print(2)\n#> 2\n")
    text = text_of(guide.run("snippets/queries/other/dont.py"))
    assert text.count("snippets/queries/other/dont.py:2: printed something else than expected") == 1
    assert "snippets/queries/other/dont.py:2: the same as in sqlite\n" in text


def test_swapped_pair_fails_if_only_the_dont_is_run(guide: Guide) -> None:
    guide.rule("queries/one_by_one", dont=DO, do=DONT)
    result = guide.run(f"{RULE}/dont.py")
    result.assert_outcomes(passed=1, failed=1)
    assert f"{RULE}/dont.py:1: shows no fault that do.py is free of" in text_of(result)


def test_failure_of_the_do_is_reported_if_only_the_dont_is_run(guide: Guide) -> None:
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    result = guide.run(f"{RULE}/dont.py", "--junitxml=report.xml")
    result.assert_outcomes(passed=1, failed=1)
    assert f"{RULE}/do.py:8: printed something else than expected" in text_of(result)
    (failure,) = ElementTree.parse(guide.root / "report.xml").getroot().iter("failure")
    assert (failure.text or "").startswith(f"{RULE}/do.py:8: ")


def test_a_hang_is_run_once_and_reported_once(guide: Guide, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    execute = run.execute

    def counted(snippet: Snippet, project: Project, target: Target) -> Outcome:
        ran.append(snippet.path.name)
        return execute(snippet, project, target)

    monkeypatch.setattr(run, "execute", counted)
    guide.rule("a/rule", dont="x = 1\nwhile True:\n    x += 1\n", dont_more="x = 1\nwhile True:\n    x -= 1\n", do=DO)
    result = guide.run("snippets/a")
    result.assert_outcomes(passed=1, failed=4)
    text = text_of(result)
    assert len(re.findall(r"dont.py:[23]: the snippet did not end", text)) == 1
    assert len(re.findall(r"dont_more.py:[23]: the snippet did not end", text)) == 1
    assert sorted(ran) == ["do.py", "dont.py", "dont_more.py"]
