"""Lists of all rules: `errors` by message, `reference` by chapter, `differences` by environment."""

from __future__ import annotations

from harness.cache import digest
from harness.checking.matching import first_line
from harness.drawing.environment_differences import differences_html
from harness.drawing.quick_reference import reference_html
from harness.project import Project
from harness.reading.page_names import PageError, find_rule
from harness.reading.pages import rule_titles
from harness.site import error_index, known_errors
from harness.site.build_state import BuildState
from harness.site.directives.directive import Directive, Drawing, Part, Place, html


class ErrorsDirective(Directive[list[str]]):
    """Every message that a rule's run met, and a form to paste one's own into."""

    name = "errors"
    usage = "::: errors first chapter/rule, chapter/rule"

    def parse(self, argument: str, project: Project) -> list[str]:
        """The rules that come first where messages are alike."""
        if not argument:
            return []
        word, _, names = argument.partition(" ")
        if word != "first" or not names:
            raise PageError(f"'::: errors {argument}' is not '{self.usage}'")
        return [find_rule(name.strip(), project).name for name in names.split(",")]

    def draw(self, subject: list[str], place: Place) -> Drawing:
        found = error_index.messages(place.project)
        raising = {message.rule.name for message in found}
        silent = [name for name in subject if name not in raising]
        if silent:
            raise PageError(f"the rule {silent[0]} raises and warns nothing: it can't come first")
        parts = error_index.index_parts(found, subject, rule_titles(place.project), place.root)
        return Drawing([Part(*part) for part in parts])

    def markdown(self, subject: list[str], place: Place) -> list[str]:
        titles = rule_titles(place.project)
        return [
            f"- [{titles[m.rule.name].text if m.rule.name in titles else m.rule.name}]({m.rule.page}):"
            f" `{m.name}: {first_line(m.text)}`"
            for m in error_index.messages(place.project)
        ]

    def reads(self, subject: list[str], states: BuildState) -> str:
        return digest([states.rules, states.titles, known_errors.state()])


class ReferenceDirective(Directive[None]):
    """Every rule on one line, with its DON'T and its DO in miniature."""

    name = "reference"

    def parse(self, argument: str, project: Project) -> None:
        return None

    def draw(self, subject: None, place: Place) -> Drawing:
        return html(*reference_html(place.project))

    def markdown(self, subject: None, place: Place) -> list[str]:
        return [f"- [{title.text}]({name}.md): {title.advice}" for name, title in rule_titles(place.project).items()]

    def reads(self, subject: None, states: BuildState) -> str:
        return digest([states.rules, states.titles])


class DifferencesDirective(Directive[str]):
    """What rules do otherwise on another SQLAlchemy or database, from `outcomes/`."""

    name = "differences"

    def parse(self, argument: str, project: Project) -> str:
        return argument

    def draw(self, subject: str, place: Place) -> Drawing:
        try:
            return html(differences_html(subject, place.project, place.root))
        except ValueError as error:
            raise PageError(str(error)) from None

    def reads(self, subject: str, states: BuildState) -> str:
        return digest([states.rules, states.titles])
