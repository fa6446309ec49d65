"""A snippet as a whole: its verdict, its lines, and what a page shows of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import parse, read


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "do.py"
    path.write_text("print('ä')\n#> ä\n", "utf-8")
    snippet = read(path)
    assert [str(expectation) for expectation in snippet.expectations] == ["#> ä"]
    assert snippet.path == path
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "dont.py")


VERDICTS = {
    "do.py": "DO", "dont.py": "DON'T", "do_again.py": "DO", "dont_x2.py": "DON'T",
    "done.py": None, "Do.py": None, "page.md": None, "do.md": None,
}  # fmt: skip


@pytest.mark.parametrize(("name", "verdict"), VERDICTS.items())
def test_the_name_says_the_verdict(name: str, verdict: str | None) -> None:
    assert parse(Path(name), "a()\n").verdict == verdict


def test_lines_of_a_snippet_and_of_its_file() -> None:
    snippet = parse(Path("page.md"), "a()\nif b:\n    c()\n", first_line=21)
    assert [snippet.file_line(1), snippet.line_of(2), snippet.line_of(None)] == [21, 3, 1]
    assert [snippet.statement_at(line) for line in (None, 20, 21, 22, 23, 24)] == [None, None, 0, 1, 2, None]
    assert [snippet.text_of(line) for line in (0, 1, 3, 9)] == ["", "a()", "    c()", ""]
    assert snippet.code == "\n" * 20 + snippet.source


FROM, TO = "# page: from here\n", "# page: to here\n"
REGIONS = {
    "none": ("a()\n", []),
    "one": (f"a()\n{FROM}b()\nc()\n{TO}d()\n", [(3, 4)]),
    "two": (f"{FROM}a()\n{TO}b()\n{FROM}c()\n{TO}", [(2, 2), (6, 6)]),
    "one that runs to the end": (f"a()\n{FROM}b()\n\n\n", [(3, 3)]),
    "indented": (f"with a:\n    {FROM}    b()\n    {TO}", [(3, 3)]),
    "output outside": (f"a()\n#> 1\n{FROM}b()\n", [(4, 4)]),
}


@pytest.mark.parametrize(("source", "expected"), REGIONS.values(), ids=REGIONS)
def test_shown_regions(source: str, expected: list[tuple[int, int]]) -> None:
    assert parse(Path("dont.py"), source).regions == expected


def test_what_is_essential_is_the_line_below_the_mark() -> None:
    assert parse(Path("dont.py"), "a()\n").essence == []
    source = "# page: essence\na()\nb(\n    # page: essence\n    c=1,\n)\n"
    assert parse(Path("dont.py"), source).essence == [2, 5]
