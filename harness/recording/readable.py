"""Texts of a run without what differs in each run and on each machine."""

from __future__ import annotations

import re
import threading
from typing import Any

ADDRESS = re.compile(r"0x[0-9a-fA-F]{6,16}")
ANONYMOUS = re.compile(r"%\(\d{6,} (\w+)\)s")
"""A parameter that SQLAlchemy names after an object's address."""
UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
MESSAGE_LIMIT = 8000
PARAMETERS_LIMIT = 400


class Readable:
    """Makes the texts of one run readable: UUIDs become `uuid-1`, `uuid-2` in order of appearance."""

    def __init__(self, project: str) -> None:
        self._project = project
        self._uuids: dict[str, str] = {}
        self._lock = threading.Lock()

    def message(self, text: str) -> str:
        """A message, with paths from the project's root."""
        return without_addresses(self._named(text.replace(self._project, "")))

    def parameters(self, values: Any) -> str:
        """One set of an SQL statement's parameters."""
        text = repr(values) if not isinstance(values, dict) or values else "()"
        text = ADDRESS.sub("0x...", self._named(text))
        return text if len(text) <= PARAMETERS_LIMIT else text[:PARAMETERS_LIMIT] + "..."

    def _named(self, text: str) -> str:
        with self._lock:
            return UUID.sub(
                lambda m: self._uuids.setdefault(m[0].replace("-", ""), f"uuid-{len(self._uuids) + 1}"), text
            )


def without_addresses(message: str) -> str:
    """A message without memory addresses, and without control characters within a line."""
    text = ADDRESS.sub("0x...", ANONYMOUS.sub(r"%(0x... \1)s", message))
    return "\n".join(visible(line) for line in text[:MESSAGE_LIMIT].split("\n"))


def visible(text: str) -> str:
    """`text` with escapes for what a comment cannot hold: a carriage return, an escape sequence, half a surrogate."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\t" else c.encode("unicode_escape").decode() for c in text)


def shorten(text: str, limit: int = 400) -> str:
    return text if len(text) <= limit else text[:limit] + " ..."


def class_name(kind: type) -> str:
    """`module.qualname`, as a traceback gives it: without the module for a built-in."""
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
