"""What passed before: known while nothing that it depended on has changed, and not a moment longer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from xml.etree import ElementTree

import pytest

from harness.checking.passed_checks import PassedChecks
from harness.project import Project
from harness.pytest_plugin import session
from harness.reading.source import decoded
from harness.running.environments import DEFAULT
from tests.pytest_plugin.guide import DO, DONT, RULE, SETTINGS, Guide, guide, proved, text_of

__all__ = ["guide"]


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are read as snippets, from now on."""
    names: list[str] = []

    def recording(path: Path) -> str:
        names.append(f"{path.parent.name}/{path.name}")
        return decoded(path)

    monkeypatch.setattr("harness.reading.snippet.decoded", recording)
    return names


def passed_in(guide: Guide) -> list[str]:
    """The items on record as passed."""
    (file,) = (guide.root / ".cache/passed").rglob("one_by_one.json")
    return list(json.loads(file.read_text())["value"]["passed"])


def test_what_has_not_changed_is_neither_run_nor_read_again(guide: Guide, parsed: list[str]) -> None:
    whole = "proved: 2 snippets, 1 pair, 0 Markdown blocks; {} run now, the rest from the cache"
    assert proved(guide.run()) == whole.format(2)
    assert parsed
    parsed.clear()
    result = guide.run()
    result.assert_outcomes(passed=3)
    assert (proved(result), parsed) == (whole.format(0), [])
    guide.write(f"{RULE}/do.py", DO.replace("(2)", "(2) "))
    assert proved(guide.run()) == whole.format(1)
    assert proved(guide.run("--fresh")) == whole.format(2)
    (file,) = (guide.root / ".cache/passed").rglob("one_by_one.json")
    file.write_text("{")  # a broken record is no record
    parsed.clear()
    guide.run().assert_outcomes(passed=3)
    assert parsed


def test_one_snippet_changed_and_only_that_one_runs(guide: Guide, parsed: list[str]) -> None:
    for name in "abc":
        guide.rule(f"queries/{name}", dont=DONT, do=DO)
    guide.run()
    parsed.clear()
    guide.write("snippets/queries/b/do.py", DO + "x = 1\n")
    result = guide.run()
    result.assert_outcomes(passed=12)
    assert "; 1 run now" in proved(result)
    assert set(parsed) == {"b/do.py", "b/dont.py"}


def test_a_comment_that_is_wrong_now_fails_without_a_run(guide: Guide) -> None:
    guide.run().assert_outcomes(passed=3)
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    for _ in range(2):
        result = guide.run()
        result.assert_outcomes(failed=2, passed=1)
        assert "; 0 run now" in proved(result)
    guide.write(f"{RULE}/do.py", DO)
    guide.run().assert_outcomes(passed=3)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("snippets/shared.py", "x = 2\n"),
        ("pyproject.toml", SETTINGS.replace("time_limit = 1", "time_limit = 2")),
        ("environments/sqlalchemy2.0.txt", "sqlalchemy==2.0.1\n"),
        (f"{RULE}/data.txt", "2"),
        ("other.py", "x = 2\n"),
        ("snippets/queries/_folder/inner/data.txt", "x = 2\n"),
    ],
)
def test_what_a_check_depends_on_makes_it_anew(guide: Guide, parsed: list[str], file: str, content: str) -> None:
    guide.write("snippets/shared.py", "x = 1\n")
    guide.write("environments/sqlalchemy2.0.txt", "sqlalchemy==2.0.0\n")
    guide.run()
    parsed.clear()
    guide.run()
    assert parsed == []
    guide.write(file, content)
    guide.run()
    assert set(parsed) == {"one_by_one/do.py", "one_by_one/dont.py"}


def test_other_code_checks_anew(guide: Guide, monkeypatch: pytest.MonkeyPatch, parsed: list[str]) -> None:
    guide.run()
    parsed.clear()
    monkeypatch.setattr(session, "code_of", lambda *modules: "other")
    guide.run()
    assert set(parsed) == {"one_by_one/do.py", "one_by_one/dont.py"}


def test_an_outcome_that_is_gone_or_another_is_compared_again(guide: Guide, parsed: list[str]) -> None:
    guide.run()
    (file,) = (guide.root / ".cache/outcomes").rglob("*/do.py.1.json")
    stored = file.read_text()
    file.unlink()
    assert "; 1 run now" in proved(guide.run())
    assert '"text": "2"' in stored
    file.write_text(stored.replace('"text": "2"', '"text": "7"'))
    parsed.clear()
    result = guide.run()
    result.assert_outcomes(failed=2, passed=1)
    assert "printed something else than expected" in text_of(result)


def test_fresh_trusts_nothing_and_a_failure_is_not_kept(guide: Guide) -> None:
    toss = "from pathlib import Path\n\n" + 'print(Path(__file__).with_name("dont.py").stat().st_mtime_ns % 2)\n#> 0\n'
    guide.rule("queries/one_by_one", dont=DONT, do=toss)
    dont = guide.root / RULE / "dont.py"
    os.utime(dont, ns=(2, 2))
    only = f"{RULE}/do.py"
    guide.run(only).assert_outcomes(passed=1)
    os.utime(dont, ns=(3, 3))
    guide.run(only, "--fresh").assert_outcomes(failed=1)
    assert "do.py::expectations" not in passed_in(guide)
    guide.run(only).assert_outcomes(failed=1)


def test_what_is_not_kept(guide: Guide) -> None:
    guide.write("snippets/queries/_folder/inner/data.txt", "1\n")
    guide.write("snippets/shared.py", "x = 1\n")
    known = PassedChecks(Project.load(guide.root), (DEFAULT,), "code")
    folder = known.of(guide.root / RULE)
    folder.note("a", True, {}, ["snippets/queries/other/helper.py"])
    folder.note("b", True, {}, [f"{RULE}/do.py", "snippets/queries/_folder/inner/data.txt", "snippets/shared.py"])
    assert folder.found.passed.keys() == {"b"}
    project = Project.load(guide.root)
    known = PassedChecks(project, (DEFAULT,), "code")
    folder = known.of(guide.root / RULE)
    folder.note("do.py::expectations", True, {})
    guide.write(f"{RULE}/do.py", DO.replace("#> 2", "#> 3"))
    known.save()
    assert not (guide.root / ".cache/passed").exists()
    project = Project.load(guide.root)
    other = PassedChecks(project, (DEFAULT, DEFAULT), "code")
    assert other.place != PassedChecks(project, (DEFAULT,), "code").place


def test_known_items_are_reported_as_any(guide: Guide) -> None:
    guide.write("test_other.py", "def test_other(tmp_path):\n    assert tmp_path.exists()\n")
    guide.run()
    result = guide.run("snippets", "test_other.py", "-vv", "--junitxml=report.xml", "--durations=3")
    result.assert_outcomes(passed=4)
    assert sum("PASSED" in line for line in result.outlines) == 4
    root = ElementTree.parse(guide.root / "report.xml").getroot()
    assert len(list(root.iter("testcase"))) == 4
    result = guide.run(f"{RULE}/do.py", "test_other.py", f"{RULE}/dont.py")
    result.assert_outcomes(passed=4)
