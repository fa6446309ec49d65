"""`transcript`: a console session, as it ran."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from harness.cache import digest
from harness.checking.project_state import content
from harness.drawing.code_listing import console_html
from harness.problem import Problem
from harness.project import Project
from harness.reading.page_names import PageError
from harness.running import transcripts
from harness.site.directives.directive import Directive, Drawing, Part, Place
from harness.site.states import States

_checking = Lock()


def checked(path: Path, project: Project) -> list[Problem]:
    """What is wrong with a transcript. One at a time is run, in whatever thread."""
    with _checking:
        return transcripts.check(path, project).problems


class TranscriptDirective(Directive[Path]):
    """The file `transcripts/<chapter>/<name>.t`: its text as Markdown, its commands with their output."""

    name = "transcript"
    usage = "::: transcript chapter/name"

    def parse(self, argument: str, project: Project) -> Path:
        path = transcripts.transcript_named(project, argument)
        if path is None:
            there = ", ".join(f"{p.parent.name}/{p.stem}" for p in transcripts.transcripts(project))
            raise PageError(f"there is no transcript {argument!r}; there is {there or 'none'}")
        return path

    def draw(self, subject: Path, place: Place) -> Drawing:
        parts = [
            Part("html", str(console_html(text))) if kind == "console" else Part("markdown", text)
            for kind, text in transcripts.shown(subject)
        ]
        return Drawing(parts, checked(subject, place.project))

    def markdown(self, subject: Path, place: Place) -> list[str]:
        return [
            line
            for kind, text in transcripts.shown(subject)
            for line in (["```console", text.rstrip(), "```", ""] if kind == "console" else [text, ""])
        ]

    def reads(self, subject: Path, states: States) -> str:
        return digest([states.shared, *(content(path) for path in sorted(subject.parent.iterdir()) if path.is_file())])
