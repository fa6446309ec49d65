"""What every directive is: how its argument is read, what it draws, and what it is in Markdown.

class Lanes(Directive[Path]):
    name = "lanes"

    def parse(self, argument, project): ...    # the subject, or PageError: what the page asks for doesn't exist
    def draw(self, path, place): ...           # parts of the page, and what is wrong with the subject
    def markdown(self, path, place): ...       # lines for programs that read the guide
    def reads(self, path, states): ...         # stands for all that the drawing is made from
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import ClassVar, Generic, NamedTuple, TypeVar

from harness.problem import Problem
from harness.project import Project
from harness.site.build_state import BuildState

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """Where a directive is drawn."""

    project: Project
    page: str
    """The page, from docs/."""
    root: str
    """The way from the finished page to the root of the site: `../../`."""
    served: bool = False
    """Whether the site is served while it is being written: then nothing slow is waited for."""


class Part(NamedTuple):
    """A piece of a page."""

    kind: str
    """`html` or `markdown`."""
    text: str
    at_end: bool = False
    """Whether it comes at the end of the page, wherever the directive is."""


@dataclass(frozen=True)
class Drawing:
    """What a directive draws."""

    parts: list[Part]
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with what it shows. The parts show it as not proven."""


def html(text: str, problems: list[Problem] | None = None) -> Drawing:
    """A drawing of one piece of HTML, or of none."""
    return Drawing([Part("html", str(text))] if text else [], problems or [])


class Directive(ABC, Generic[T]):
    """A kind of directive. T: what its argument names."""

    name: ClassVar[str]

    @abstractmethod
    def parse(self, argument: str, project: Project) -> T:
        """What the directive names. Raises PageError."""

    def draw(self, subject: T, place: Place) -> Drawing:
        """What it draws where it is; nothing unless a directive says otherwise. Raises PageError and CannotRun."""
        return Drawing([])

    def markdown(self, subject: T, place: Place) -> list[str]:
        """The directive as lines of Markdown with links from the page. Raises PageError and CannotRun."""
        return []

    def reads(self, subject: T, states: BuildState) -> str:
        """Stands for all that the drawing is made from: while it stays the same, so does the drawing."""
        return states.guide
