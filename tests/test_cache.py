"""Keys of the caches: what changes them, and what doesn't."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from harness import cache
from tests.conftest import python

ENTRIES = [
    "harness.running.run", "harness.running.fork_server", "harness.running.postgresql_keeper",
    "harness.running.transcripts", "harness.checking.reader_run", "harness.drawing.labs", "harness.pytest_plugin",
]  # fmt: skip
MODULES = {
    "__init__": "",
    "main": """
        from typing import TYPE_CHECKING
        import sys
        from house.room import at_top
        if TYPE_CHECKING:
            from house import for_types
        def run():
            import house.in_function
            return [sys.executable, "-m", "house.by_command"], "house.not a module", "house.missing"
    """,
    "in_function": "from house.room.inner import function\n",
    "by_command": "from house import loop\n",
    "loop": "import house.by_command\n",
    "for_types": "x = 1\n",
    "outside": "import house.main\n",
    "room/__init__": "",
    "room/at_top": "import house.room.templates\n",
    "room/inner": "def function(): ...\n",
    "room/outside": "x = 1\n",
    "room/templates": "x = 1\n",
    "empty/__init__": "",
}
INSIDE = {
    "__init__", "main", "in_function", "by_command", "loop", "room/__init__", "room/at_top", "room/inner",
    "room/templates",
}  # fmt: skip


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in MODULES.items():
        file = tmp_path / "house" / f"{name}.py"
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text("\n".join(line.removeprefix("        ") for line in text.split("\n")))
    (tmp_path / "house" / "room" / "templates").mkdir()
    (tmp_path / "house" / "room" / "templates" / "page.html").write_text("a page")
    (tmp_path / "house" / "empty" / "page.html").write_text("another page")
    return tmp_path / "house"


def key(package: Path) -> str:
    cache.closure.cache_clear()
    cache.code_of.cache_clear()
    return cache.code_of("house.main", package=package)


def test_the_closure_of_a_module_follows_its_imports(package: Path) -> None:
    names = {name.replace("/", ".").removesuffix(".__init__") for name in INSIDE}
    expected = {f"house.{name}".removesuffix(".__init__") for name in names}
    assert cache.closure("house.main", package=package).keys() == expected
    before = key(package)
    (package / "missing.py").write_text("x = 1\n")
    assert key(package) != before


@pytest.mark.parametrize("name", MODULES)
def test_a_change_in_the_closure_changes_the_key(package: Path, name: str) -> None:
    before = key(package)
    with (package / f"{name}.py").open("a") as file:
        file.write("y = 2\n")
    assert (key(package) != before) == (name in INSIDE)


@pytest.mark.parametrize(
    ("name", "text", "counts"),
    [
        ("room/inner.py", "# A comment.\ndef function():\n    ...\n", False),
        ("room/inner.py", '"""A module."""\n\ndef function():\n    """A function."""\n    ...\n', False),
        ("room/inner.py", 'def function(): return "x"\n', True),
        ("room/templates/page.html", "a page, changed", True),
        ("room/another.html", "", True),
        ("empty/page.html", "another page, changed", False),
    ],
)
def test_code_and_templates_count_and_comments_do_not(package: Path, name: str, text: str, counts: bool) -> None:
    before = key(package)
    (package / name).write_text(text)
    assert (key(package) != before) == counts


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_closure_holds_what_is_really_imported(entry: str) -> None:
    code = f"import sys, {entry}; print(*[name for name in sys.modules if name.partition('.')[0] == 'harness'])"
    names = set(python("-c", code).stdout.split())
    assert set() != names <= cache.closure(entry).keys()


@pytest.mark.parametrize(
    ("suffix", "text", "counts"),
    [
        (".py", "x = 1  # another\n", False),
        (".py", "x = 2\n", True),
        (".py", "x = (", True),
        (".csv", "x = 1 \n", True),
    ],
)
def test_the_fingerprint_of_a_file(tmp_path: Path, suffix: str, text: str, counts: bool) -> None:
    path = tmp_path / f"file{suffix}"
    assert cache.fingerprint(path) == ""
    path.write_text("x = 1\n")
    before = cache.fingerprint(path)
    path.write_text(text)
    assert (cache.fingerprint(path) != before) == counts


def test_threads_take_turns_at_parsing(tmp_path: Path) -> None:
    """Python 3.11 raises a SystemError if a finalizer lets another thread parse in the middle of a syntax tree."""
    path = tmp_path / "long.py"
    path.write_text("x = [[(1, 2), {3: 4}]]\n" * 40)

    class Slow:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            time.sleep(0.0001)

    def fingerprint(number: int) -> str:
        Slow()
        os.utime(path, (number, number))
        return cache.fingerprint(path)

    threshold = gc.get_threshold()
    gc.set_threshold(100)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert len(set(threads.map(fingerprint, range(16)))) == 1
    finally:
        gc.set_threshold(*threshold)


@pytest.mark.parametrize("damage", [lambda text: "", lambda text: text[:-1], lambda text: "[]", lambda text: "null"])
def test_what_was_kept(tmp_path: Path, damage: Callable[[str], str]) -> None:
    path = tmp_path / "folder" / "kept.json"
    assert cache.load(path, "key") is None
    cache.keep(path, "key", {"ünicode": [1, None]})
    assert cache.load(path, "key") == {"ünicode": [1, None]}
    assert cache.load(path, "another key") is None
    path.write_text(damage(path.read_text()))
    assert cache.load(path, "key") is None


def test_writers_at_once_leave_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    cache.keep(path, "key", "x" * 10_000)
    with ThreadPoolExecutor(8) as threads:
        for _ in range(40):
            threads.submit(cache.keep, path, "key", "x" * 10_000)
        assert all(threads.map(lambda _: cache.load(path, "key") == "x" * 10_000, range(40)))
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_text(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    with pytest.raises(UnicodeEncodeError):
        cache.write_whole(file, "new \udcff")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_write_keeps_the_mode(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("old")
    file.chmod(0o640)
    cache.write_whole(file, "new")
    assert (file.read_text(), file.stat().st_mode & 0o777) == ("new", 0o640)
