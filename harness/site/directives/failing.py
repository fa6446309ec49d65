"""`failing`: an example that the checks refuse, with what they say about it."""

from __future__ import annotations

from pathlib import Path

from harness.cache import digest
from harness.checking.project_state import content
from harness.drawing.failing_example import failing_html
from harness.project import Project
from harness.reading.page_names import PageError
from harness.reading.rules import SLUG
from harness.site.directives.directive import Directive, Drawing, Place, html
from harness.site.directives.rule import code_block
from harness.site.states import States


class FailingDirective(Directive[Path]):
    """The folder `snippets/_failing/<name>/`."""

    name = "failing"
    usage = "::: failing name"

    def parse(self, argument: str, project: Project) -> Path:
        folder = project.snippets / "_failing" / argument
        if not SLUG.match(argument) or not folder.is_dir():
            raise PageError(f"there is no failing example {argument!r} in snippets/_failing/")
        return folder

    def draw(self, subject: Path, place: Place) -> Drawing:
        return html(*failing_html(subject, place.project))

    def markdown(self, subject: Path, place: Place) -> list[str]:
        return [
            line
            for path in sorted(subject.glob("*.py"))
            for line in ("", f"`{path.name}`, refused:", "", *code_block(path.read_text("utf-8")))
        ]

    def reads(self, subject: Path, states: States) -> str:
        return digest([states.shared, *(content(path) for path in sorted(subject.glob("*.py")))])
