"""Pictures: `lanes`, drawn from what a program prints, and `tables`, the tables of a module's models."""

from __future__ import annotations

from pathlib import Path

from harness.cache import digest
from harness.checking.project_state import content
from harness.drawing.sequence_diagram import picture_html
from harness.project import Project
from harness.reading import rules
from harness.reading.page_names import PageError, one_of
from harness.site.directives.directive import Directive, Drawing, Place, html
from harness.site.states import States


class LanesDirective(Directive[Path]):
    """Arrows from lane to lane, from the lines that `snippets/_pictures/<name>.py` prints."""

    name = "lanes"
    usage = "::: lanes name"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, rules.pictures(project), "picture", "snippets/_pictures/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        return html(*picture_html(subject, place.project, place.root))

    def reads(self, subject: Path, states: States) -> str:
        return digest([states.shared, content(subject)])


class TablesDirective(Directive[Path]):
    """The tables of the models in `snippets/<name>.py`, and their foreign keys."""

    name = "tables"
    usage = "::: tables module"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, sorted(project.snippets.glob("*.py")), "module", "snippets/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        from harness.drawing.er_diagram import NoModels, tables_html  # imports the ORM

        try:
            return html(tables_html(subject))
        except NoModels as error:
            raise PageError(str(error)) from None

    def reads(self, subject: Path, states: States) -> str:
        return states.shared
