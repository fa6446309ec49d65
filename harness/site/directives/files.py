"""A file that a page shows: the pictures `lanes` and `tables`, and `failing`, `transcript` and `lab`."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from harness.cache import digest
from harness.checking.project_state import content
from harness.drawing import lab_page, labs
from harness.drawing.code_listing import console_html
from harness.drawing.failing_example import failing_html
from harness.drawing.sequence_diagram import picture_html
from harness.problem import Problem
from harness.project import Project
from harness.reading import lab_text, rules
from harness.reading.page_names import PageError, one_of
from harness.reading.rules import SLUG
from harness.running import transcripts
from harness.site.build_state import BuildState
from harness.site.directives.directive import Directive, Drawing, Part, Place, html
from harness.site.directives.rule import code_block

_checking = Lock()


class FileDirective(Directive[Path]):
    """Draws a file. It is drawn again when one of its `sources` changes."""

    def sources(self, subject: Path, project: Project) -> list[Path]:
        return [subject]

    def reads(self, subject: Path, states: BuildState) -> str:
        return digest([states.shared, *map(content, self.sources(subject, states.project))])


class LanesDirective(FileDirective):
    """Arrows from lane to lane, from the lines that `snippets/_pictures/<name>.py` prints."""

    name = "lanes"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, rules.pictures(project), "picture", "snippets/_pictures/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        return html(*picture_html(subject, place.project, place.root))


class TablesDirective(FileDirective):
    """The tables of the models in `snippets/<name>.py`, and their foreign keys."""

    name = "tables"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, sorted(project.snippets.glob("*.py")), "module", "snippets/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        from harness.drawing.er_diagram import NoModels, tables_html  # imports the ORM

        try:
            return html(tables_html(subject))
        except NoModels as error:
            raise PageError(str(error)) from None


class FailingDirective(FileDirective):
    """An example that the checks refuse, the folder `snippets/_failing/<name>/`, with what they say about it."""

    name = "failing"

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
            for path in self.sources(subject, place.project)
            for line in ("", f"`{path.name}`, refused:", "", *code_block(path.read_text("utf-8")))
        ]

    def sources(self, subject: Path, project: Project) -> list[Path]:
        return sorted(subject.glob("*.py"))


def checked_transcript(path: Path, project: Project) -> list[Problem]:
    """What is wrong with a transcript. One at a time is run, in whatever thread."""
    with _checking:
        return transcripts.check(path, project).problems


class TranscriptDirective(FileDirective):
    """The file `transcripts/<chapter>/<name>.t`: its text as Markdown, its commands with their output."""

    name = "transcript"

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
        return Drawing(parts, checked_transcript(subject, place.project))

    def markdown(self, subject: Path, place: Place) -> list[str]:
        return [
            line
            for kind, text in transcripts.shown(subject)
            for line in (["```console", text.rstrip(), "```", ""] if kind == "console" else [text, ""])
        ]

    def sources(self, subject: Path, project: Project) -> list[Path]:
        return [path for path in sorted(subject.parent.iterdir()) if path.is_file()]


class LabDirective(FileDirective):
    """The lab `docs/labs/<name>.py`: its text as Markdown, its cells with what they did.

    While the site is served the build doesn't wait for it: the page says that the lab is running. `serving` has it run,
    and the page is drawn again when it is done.
    """

    name = "lab"

    def parse(self, argument: str, project: Project) -> Path:
        return one_of(argument, lab_text.labs(project), "lab", "docs/labs/")

    def draw(self, subject: Path, place: Place) -> Drawing:
        try:
            result = (labs.stored if place.served else labs.result_of)(subject, place.project)
        except labs.LabsFailed as error:
            raise PageError(str(error)) from None
        if result is None:
            return Drawing([Part("markdown", lab_page.waiting(subject))])
        parts = [Part(*part) for part in lab_page.page_parts(subject, result, place.project)]
        return Drawing(parts, result.problems_in(subject))

    def markdown(self, subject: Path, place: Place) -> list[str]:
        found, _ = lab_text.read_lab(subject)
        return [
            line for each in found for line in (code_block(each.source) if each.kind == "code" else [each.source, ""])
        ]

    def sources(self, subject: Path, project: Project) -> list[Path]:
        return [subject, labs.result_file(subject, project)]
