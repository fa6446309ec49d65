"""`lab`: a notebook, as it ran."""

from __future__ import annotations

from pathlib import Path

from harness.cache import digest
from harness.checking.project_state import content
from harness.drawing import lab_page, labs
from harness.project import Project
from harness.reading import lab_text
from harness.reading.page_names import PageError, one_of
from harness.site.directives.directive import Directive, Drawing, Part, Place
from harness.site.directives.rule import code_block
from harness.site.states import States


class LabDirective(Directive[Path]):
    """The lab `docs/labs/<name>.py`: its text as Markdown, its cells with what they did.

    While the site is served the build doesn't wait for it: the page says that the lab is running. `serving` has it run,
    and the page is drawn again when it is done.
    """

    name = "lab"
    usage = "::: lab name"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, lab_text.labs(project), "lab", "docs/labs/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        if place.served:
            result = labs.stored(subject, place.project)
            if result is None:
                return Drawing([Part("markdown", "\n".join(lab_page.waiting(subject)))])
        else:
            try:
                result = labs.result_of(subject, place.project)
            except labs.LabsFailed as error:
                raise PageError(str(error)) from None
        parts = [
            Part("html" if kind == "html" else "markdown", text)
            for kind, text in lab_page.page_parts(subject, result, place.project)
        ]
        return Drawing(parts, result.problems_in(subject))

    def markdown(self, subject: Path, place: Place) -> list[str]:
        found, _ = lab_text.read_lab(subject)
        return [
            line for each in found for line in (code_block(each.source) if each.kind == "code" else [each.source, ""])
        ]

    def reads(self, subject: Path, states: States) -> str:
        ran = labs.result_file(subject, states.project)
        return digest([states.shared, content(subject), content(ran)])
