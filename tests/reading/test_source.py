"""Files that can't be read as Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.reading.snippet import BadSnippet, read

ESCAPE = "delete it, or write it as an escape in a string"
REFUSED = {
    "a syntax error": (b"a()\nb = = 1\n", 2, "syntax error: invalid syntax", "fix the syntax"),
    "an open bracket": (b"a()\nb(\n", 2, "syntax error: '(' was never closed", "fix the syntax"),
    "an indentation that matches nothing": (
        b"if a:\n        b()\n    c()\n", 3, "syntax error: unindent does not match any outer indentation level",
        "fix the syntax",
    ),
    "tabs and spaces": (
        b"if a:\n        b()\n\tc()\n", 3, "syntax error: inconsistent use of tabs and spaces in indentation",
        "fix the syntax",
    ),
    "an escape that Python warns about": (
        b"a()\nb = '\\d'\n", 2, r"Python warns: invalid escape sequence '\d'", "fix what Python warns about",
    ),
    "a byte order mark": (b"\xef\xbb\xbfa()\n", 1, "starts with a byte order mark", "save the file without one"),
    "Windows line endings": (
        b"a()\nb()\r\n", 2, "has Windows line endings (CR LF)", "save the file with Unix line endings (LF)",
    ),
    "another encoding": (b"a()\n# \xe4\n", 2, "not UTF-8: byte 0xe4 can't be decoded", "save the file as UTF-8"),
    "a no-break space": (
        "a()\nb('\xa0')\n".encode(), 2, "contains the invisible character U+00A0 (NO-BREAK SPACE)", ESCAPE,
    ),
    "a zero-width space": (
        "a()\nb('\u200b')\n".encode(), 2, "contains the invisible character U+200B (ZERO WIDTH SPACE)", ESCAPE,
    ),
    "a control character": (b"a('\x1b')\n", 1, "contains the invisible character U+001B (a control character)", ESCAPE),
}  # fmt: skip


@pytest.mark.parametrize(("content", "line", "text", "remedy"), REFUSED.values(), ids=REFUSED)
def test_a_file_is_refused(tmp_path: Path, content: bytes, line: int, text: str, remedy: str) -> None:
    path = tmp_path / "do.py"
    path.write_bytes(content)
    with pytest.raises(BadSnippet) as caught:
        read(path)
    assert [(each.path, each.line, each.text, each.remedy) for each in caught.value.problems] == [
        (path, line, text, remedy)
    ]


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "do.py")
