"""A snippet as a program: its code with the statements numbered, and where in it a run is."""

from __future__ import annotations

import ast
import os
import sys
import threading
import traceback
from collections.abc import Iterator
from types import CodeType, FrameType

from harness.reading import statements
from harness.recording.probes import PROBE_LINE, line_of

HARNESS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "")


class Program:
    """A snippet. Raises SyntaxError where `text` is not Python.

    `path` is absolute. The code in the folder `project` counts as the author's own; empty for the snippet's folder.
    """

    def __init__(self, path: str, text: str, project: str = "") -> None:
        self.path = path
        self.folder = os.path.join(os.path.dirname(path), "")
        self.project = os.path.join(project, "") if project else self.folder
        self.tree = ast.parse(text, path)
        self.numbered = statements.number(self.tree)
        self._by_line = statements.by_line([s for _, s in self.numbered], text.count("\n") + 1)

    def statement_at(self, line: int | None) -> int | None:
        """The innermost statement at a line of the snippet, or of a probe in it."""
        line = line_of(line or 0)
        return self._by_line[line] if 0 < line < len(self._by_line) else None

    def under_way(self, frame: FrameType | None = None) -> list[int]:
        """The snippet's statements on the stack, innermost first. `frame` is where to start, by default the caller."""
        lines = [f.f_lineno for f in stack(frame or sys._getframe(1)) if f.f_code.co_filename == self.path]
        return [at for line in lines if (at := self.statement_at(line)) is not None]

    def here(self, frame: FrameType | None = None) -> int | None:
        """The innermost statement that is under way."""
        return next(iter(self.under_way(frame or sys._getframe(1))), None)

    def passed(self, exception: BaseException) -> int | None:
        """The innermost statement that an exception passed through."""
        at = None
        for frame, line in traceback.walk_tb(exception.__traceback__):
            if frame.f_code.co_filename == self.path and line < PROBE_LINE:
                at = self.statement_at(line)
        return at

    def binding_of(self, name: str) -> int | None:
        """The first statement that gives `name`, or an attribute of that name, another meaning."""
        for node in ast.walk(self.tree):
            bound = [getattr(node, field, None) for field in ("name", "asname", "id", "attr")]
            if name in bound and not isinstance(getattr(node, "ctx", None), ast.Load):
                return self.statement_at(getattr(node, "lineno", None))
        return None

    def is_projects(self, file: str) -> bool:
        """Whether a file is the snippet's or another of the project."""
        return file == self.path or in_project(file, self.project)

    def owns(self, code: CodeType) -> bool:
        """Whether an author of the project wrote the code: it is neither a library's nor the harness's."""
        return self.is_projects(code.co_filename) and not code.co_filename.startswith(HARNESS)


def in_project(file: str, root: str) -> bool:
    """Whether a file is the project's, and not of an interpreter or a package in it, as in `.venv`.

    `root` ends in a slash.
    """
    return file.startswith(root) and not file.startswith(f"{root}.") and "site-packages" not in file


def stack(frame: FrameType | None) -> Iterator[FrameType]:
    """A frame and its callers, on through the parents of a greenlet, and from a thread to the main one."""
    yield from outward(frame)
    greenlet = sys.modules.get("greenlet")
    parent = greenlet.getcurrent().parent if greenlet is not None else None
    while parent is not None:
        yield from outward(parent.gr_frame)
        parent = parent.parent
    main = threading.main_thread()
    if threading.current_thread() is not main and main.ident is not None:
        yield from outward(sys._current_frames().get(main.ident))


def outward(frame: FrameType | None) -> Iterator[FrameType]:
    """A frame and those that called it."""
    while frame is not None:
        yield frame
        frame = frame.f_back


def module_of(frame: FrameType) -> str:
    """The name of the module whose code a frame runs."""
    return str(frame.f_globals.get("__name__", ""))


def package_of(frame: FrameType) -> str:
    """The top-level package of the code that a frame runs."""
    return module_of(frame).partition(".")[0]


def caller_outside(frame: FrameType | None, modules: tuple[str, ...]) -> FrameType | None:
    """The nearest caller whose code is in none of these modules."""
    return next((f for f in outward(frame) if module_of(f) not in modules), None)
