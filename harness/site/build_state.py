"""What drawings are made from, as short texts: while a text stays the same, so does what it stands for."""

from __future__ import annotations

import os
from functools import cached_property

from harness.cache import code_of, digest
from harness.checking import page_values
from harness.checking.project_state import ProjectState, content, contents
from harness.project import Project
from harness.reading.page_names import PageError
from harness.reading.pages import pages, rule_titles
from harness.reading.rules import Rule, rules
from harness.running.environments import targets


class BuildState:
    """The project as it is while one build lasts. Each state is computed when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.pages: dict[str, str] = {}
        """The states of pages, by name, as `directives.page_state` computes them."""
        self._values: dict[str, str] = {}
        self._rules: dict[Rule, str] = {}

    @cached_property
    def _state(self) -> ProjectState:
        """In the environments that pages show: the first on each database."""
        first = {target.database: target for target in reversed(targets(self.project))}
        return ProjectState(self.project, tuple(first.values()), code_of("harness.site.extension"))

    @cached_property
    def shared(self) -> str:
        """What every drawing is made from. Changes with every build if an environment is missing."""
        return self._state.shared or os.urandom(16).hex()

    def rule(self, rule: Rule) -> str:
        """A rule: its folder, what its chapter shares, and what the records say about its chapter."""
        if rule not in self._rules:
            records = self.project.root / "outcomes"
            recorded = [content(records / place / f"{rule.chapter}.txt") for place in ("", "types")]
            chapter = self._state.chapter(rule.folder.parent).digest
            self._rules[rule] = digest([self.shared, contents(rule.folder).digest, chapter, *recorded])
        return self._rules[rule]

    def value(self, text: str) -> str:
        """All that a value in a sentence is computed from, or what it is where that is as quickly had."""
        if text not in self._values:
            self._values[text] = self._value(text)
        return self._values[text]

    def _value(self, text: str) -> str:
        rule = page_values.rule_of(text, self.project)
        if rule:
            return self.rule(rule)
        if page_values.is_of_environments(text):
            return self.rules
        try:
            return page_values.value(text, self.project)
        except PageError as error:
            return str(error)

    @cached_property
    def rules(self) -> str:
        """All rules."""
        return digest([self.shared, *map(self.rule, rules(self.project))])

    @cached_property
    def titles(self) -> str:
        """The pages that draw rules: their order, titles and descriptions."""
        return digest(f"{name} {title}" for name, title in rule_titles(self.project).items())

    @cached_property
    def guide(self) -> str:
        """All rules and all pages."""
        return digest([self.rules, self.titles, *(content(page.path) for page in pages(self.project))])
