"""The steps of `make test`: what runs, what is not repeated, and what a failure says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import check
from tools.check import Step

PRINT = ("python", "-c", "print('ran')")
FAIL = ("python", "-c", "import sys; print('because'); sys.exit(3)")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "a.py").write_text("x = 1\n")
    return tmp_path


def statuses(stages: list[list[Step]], root: Path, fresh: bool = False) -> list[str]:
    return [result.status for result in check.check(stages, root, fresh)]


def test_a_step_is_repeated_only_when_its_inputs_change(root: Path) -> None:
    stages = [[Step("print", PRINT, ("code",))]]
    assert statuses(stages, root) == ["passed"]
    assert statuses(stages, root) == ["unchanged since it passed"]
    assert statuses(stages, root, fresh=True) == ["passed"]
    (root / "code" / "a.py").write_text("x = 2\n")
    assert statuses(stages, root) == ["passed"]


def test_a_file_that_changes_while_a_step_runs_has_not_been_checked(root: Path) -> None:
    edit = ("python", "-c", "open('code/a.py', 'a').write('# edited meanwhile')")
    assert [statuses([[Step("edit", edit, ("code",))]], root) for _ in range(2)] == [["passed"], ["passed"]]


def test_a_step_with_another_command_or_without_inputs_runs(root: Path) -> None:
    for step in (Step("a", PRINT, ("code",)), Step("a", (*PRINT, "more"), ("code",)), *[Step("b", PRINT)] * 2):
        assert statuses([[step]], root) == ["passed"]


def test_a_failure_is_repeated_and_ends_the_run_after_its_stage(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stages = [[Step("bad", FAIL, ("code",)), Step("beside", PRINT)], [Step("later", PRINT)]]
    assert statuses(stages, root) == ["failed", "passed", "not run"]
    assert "because" in capsys.readouterr().out
    assert statuses(stages, root) == ["failed", "passed", "not run"]


def test_the_table_names_the_command_of_what_failed(root: Path) -> None:
    results = check.check([[Step("bad", FAIL, variables=(("NAME", "value"),))], [Step("later", PRINT)]], root)
    first, second = check.table(results).split("\n")
    assert "failed" in first
    assert f"NAME=value {' '.join(FAIL)}" in first
    assert "not run" in second


def test_main_tells_by_its_status_whether_all_passed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(check.STAGES, "test", [[Step("print", PRINT)]])
    assert check.main(["test"], root) == 0
    monkeypatch.setitem(check.STAGES, "test", [[Step("bad", FAIL)]])
    assert check.main(["test"], root) == 1


def test_every_input_of_a_step_exists() -> None:
    root = Path(check.__file__).parent.parent
    steps = [step for stages in check.STAGES.values() for stage in stages for step in stage]
    missing = {name for step in steps for name in step.inputs if not (root / name).exists()}
    assert not missing
