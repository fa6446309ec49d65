"""A file that is replaced holds its old text or its new one, whatever happens to the process."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.cache import write_whole


def endings(path: Path, text: str) -> Iterator[str]:
    """What a file holds after a process was killed while it replaced the text, at each of its system calls in turn."""
    step, killed = 0, True
    while killed:
        step += 1
        pid = os.fork()
        if pid == 0:
            left = step

            def kill(event: str, arguments: object) -> None:
                nonlocal left
                left -= 1
                if left == 0:
                    os._exit(9)

            sys.addaudithook(kill)
            write_whole(path, text)
            left = -1
            os._exit(0)
        killed = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 9
        yield path.read_text("utf-8")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@settings(max_examples=10, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=300), st.integers(0, 3))
def test_a_killed_update_leaves_the_old_text_or_the_new(
    tmp_path_factory: pytest.TempPathFactory, new: str, times: int
) -> None:
    path = tmp_path_factory.mktemp("crash") / "do.py"
    old, new = "old\n", new * 10**times
    path.write_text(old, "utf-8")
    texts = list(endings(path, new))
    assert len(texts) > 2
    assert set(texts) <= {old, new}
    assert texts[-1] == new


@pytest.mark.skipif(sys.platform == "win32", reason="needs limits")
def test_a_full_disk_leaves_the_old_text(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "do.py"
    path.write_text("old\n")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5000, limits[1]))
    try:
        with pytest.raises(OSError, match="too large"):
            write_whole(path, "new\n" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_text() == "old\n"
    assert list(tmp_path.iterdir()) == [path]
