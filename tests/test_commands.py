"""`--help` of each command explains it, and does nothing else."""

from __future__ import annotations

import runpy
import sys
import warnings

import pytest

from tests.conftest import ROOT

INNER = ("fork_server", "plain_python", "postgresql_keeper")
"""Programs that the harness alone starts."""
COMMANDS = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "harness").rglob("*.py")
    if 'if __name__ == "__main__"' in path.read_text("utf-8") and path.stem not in INNER
)


@pytest.mark.parametrize("command", COMMANDS)
def test_help(command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", [command, "--help"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # other tests have imported it
        with pytest.raises(SystemExit) as ended:
            runpy.run_module(command, run_name="__main__", alter_sys=True)
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith(f"usage: python -m {command} ")
