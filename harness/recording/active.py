"""Which recorder watches this process now, for what is installed once and serves one recorder after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from harness.recording.recorder import Recorder

recorder: Recorder | None = None
"""None between two runs: what is installed then does what it would do without the harness."""


def wrap(owner: object, name: str, make: Callable[[Any], Any]) -> None:
    """Replace `owner.name` with what `make` returns for it; for None where there is no such attribute."""
    setattr(owner, name, make(getattr(owner, name, None)))
