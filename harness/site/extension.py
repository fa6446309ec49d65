"""The Python-Markdown extension: `harness.site.extension` in `markdown_extensions`, for MkDocs and Zensical alike.

Errors name page and line. MkDocs hears of them by a warning, which a strict build counts; Zensical, whose strict build
counts no warnings of extensions, by an exception. While a site is served they are drawn into the page instead.
"""

from __future__ import annotations

import itertools
import logging
import os
import posixpath
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from harness.drawing import lab_page, labs
from harness.drawing.code_listing import console_html
from harness.drawing.environment_differences import choice_html, differences_html
from harness.drawing.failing_example import failing_html
from harness.drawing.quick_reference import reference_html
from harness.drawing.rule_html import case_html, example_html, foot_html, rules_html
from harness.drawing.sequence_diagram import picture_html
from harness.problem import Problem, located
from harness.project import Project
from harness.reading import pages, rules
from harness.running import transcripts
from harness.running.environments import CannotRun
from harness.site import error_index
from harness.site.drawing_cache import remembered

SERVING = "GUIDE_SERVING"
"""Set by `make serve`: an error must not end the server."""

VALUE_OF_CODE = re.compile(rf"\s(?:{'|'.join(pages.QUOTED)})\b")

log = logging.getLogger("mkdocs.harness")


class RuleError(Exception):
    """A page asks for what cannot be had, or a rule on it is not proven."""


class PageContext:
    """The page that is being rendered, and how it hears of errors."""

    def __init__(self, md: Markdown, project: Project) -> None:
        self.md = md
        self.project = project

    @property
    def path(self) -> Path | None:
        """The page's file. Both builders keep it where only their own extensions look."""
        if "relpath" in self.md.treeprocessors:  # MkDocs
            return Path(self.md.treeprocessors["relpath"].file.abs_src_path)  # type: ignore[attr-defined]
        if "rendering_context" in self.md.preprocessors:  # Zensical
            return self.project.docs / self.md.preprocessors["rendering_context"].page.path  # type: ignore[attr-defined]
        return None

    @property
    def root(self) -> str:
        """The way from the page to the root of the site: each page but index.md has a folder of its own."""
        path = self.path
        if path is None:
            return "../"
        relative = path.relative_to(self.project.docs)
        return "../" * (len(relative.parts) - (relative.name == "index.md"))

    def store(self, html: str) -> str:
        """Put HTML away, links and all; returns what stands for it. Links are written as on the finished page.

        Zensical takes the links of raw HTML for links between sources, so there they are made into these.
        """
        if "rendering_context" in self.md.preprocessors:
            html = re.sub(r'(?<= href=")\.\./[^"]*|(?<= src=")\.\./[^"]*', self.between_sources, html)
        return self.md.htmlStash.store(html)

    def between_sources(self, link: re.Match[str]) -> str:
        """A link of the finished page as one from this page's source to another's, or to another file."""
        path = self.path
        assert path is not None
        page = path.relative_to(self.project.docs)
        folder = page.parent if page.name == "index.md" else page.with_suffix("")
        address, mark, anchor = link[0].partition("#")
        target = posixpath.normpath(posixpath.join(folder.as_posix(), address))
        if address.endswith("/"):
            is_page = (self.project.docs / f"{target}.md").is_file()
            target = f"{target}.md" if is_page else posixpath.join(target, "index.md")
        return f"{posixpath.relpath(target, page.parent.as_posix())}{mark}{anchor}"

    def where(self, text: str) -> str:
        """`page:line` of the first line that holds `text`."""
        path = self.path
        if path is None or not path.is_file():
            return "a page"
        line = next((n for n, line in pages.prose(path) if text in line), 1)
        return f"{self.project.relative(path)}:{line}"

    def error(self, text: str, problem: str) -> str:
        """Report what is wrong with `text`. Returns the words to show in the page."""
        message = f"{self.where(text)}: {problem}"
        log.warning(message)
        if "relpath" not in self.md.treeprocessors and not os.environ.get(SERVING):
            raise RuleError(message)
        return message


class DirectivePreprocessor(Preprocessor):
    """Draws the lines that start with `:::`. Runs after fences are put away, so it sees none inside them."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        parsed_lines = [parsed for parsed in map(pages.directive_at, lines) if parsed]
        words = {word for word, _ in parsed_lines}
        choice = choice_html(self.context.project, self.context.root) if words & {"rule", "differences"} else ""
        for line in lines:
            parsed = pages.directive_at(line)
            if parsed is None:
                result.append(line)
                if choice and line.startswith("# "):
                    # The reader's environment is asked for below the title of a page that shows outcomes.
                    result += ["", self.context.store(choice), ""]
                    choice = ""
                continue
            if parsed[0] in ("collect", "transcript", "errors", "lab", "terms"):
                result += ["", *getattr(self, parsed[0])(line.strip(), parsed[1]), ""]
                continue
            indent = " " * (len(line) - len(line.lstrip()))
            html = self.draw(line.strip(), *parsed)
            result += ["", indent + self.context.store(html), ""]
        drawn = [rest for word, rest in parsed_lines if word == "rule"]
        return [*result, "", self.context.store(self.foot(drawn[0])), ""] if drawn else result

    def foot(self, name: str) -> str:
        """What ends the page of a rule. Nothing for one that there is not, which is said where it is drawn."""
        context = self.context
        try:
            rule = pages.find_rule(name, context.project)
            return remembered(f"{context.root} foot", lambda: foot_html(rule, context.project, context.root), rule.name)
        except (pages.PageError, CannotRun):
            return ""

    def collect(self, text: str, phrase: str) -> list[str]:
        """The gathered paragraphs as Markdown: a heading for each page, an item for each paragraph."""
        try:
            found = pages.collected(phrase, self.context.project)
        except pages.PageError as error:
            return [self.context.store(error_html(self.context.error(text, str(error))))]
        lines = [f"{len(found)} in all, from {len({each.page for each in found})} pages.", ""]
        for each in found:
            link = f"[{each.title}]({each.page}{each.anchor})"
            lines += [f"- {link}", "", f"    {each.text}", ""]
        return lines

    def transcript(self, text: str, name: str) -> list[str]:
        """A console session: its text as Markdown, its commands and their output as they ran."""
        project = self.context.project
        try:
            path = pages.find_transcript(name, project)
        except pages.PageError as error:
            return [self.context.store(error_html(self.context.error(text, str(error))))]
        lines = []
        for problem in transcripts.check(path, project).problems:
            lines += [self.context.store(error_html(self.context.error(text, located(problem, project)))), ""]
        for kind, content in transcripts.shown(path):
            lines += [self.context.store(console_html(content)) if kind == "console" else content, ""]
        return lines

    def errors(self, text: str, rest: str) -> list[str]:
        """The index of errors: a field to paste a traceback into, and all messages by class."""
        project = self.context.project
        try:
            parts = remembered(text, lambda: error_index.index_markdown(project, error_index.preferred(rest, project)))
        except (pages.PageError, CannotRun) as error:
            return [self.context.store(error_html(self.context.error(text, str(error))))]
        return self.parts(parts)

    def terms(self, text: str, rest: str) -> list[str]:
        """What people call the rules, from A to Z."""
        project = self.context.project
        titles = pages.rule_titles(project)
        entries: dict[str, list[str]] = {}
        for name, words in pages.terms(project).items():
            for each in words:
                title = titles[name].text if name in titles else name
                entries.setdefault(each, []).append(f'<a href="../{escape(name)}/">{escape(title)}</a>')
        lines = []
        for letter, group in itertools.groupby(
            sorted(entries, key=sorted_as),
            key=lambda each: sorted_as(each)[0].upper() if sorted_as(each)[0].isalpha() else "0 to 9",
        ):
            items = "".join(
                f'<li><span class="term">{escape(each)}</span> {", ".join(entries[each])}</li>' for each in group
            )
            lines += [f"## {letter}", "", self.context.store(f'<ul class="terms">{items}</ul>'), ""]
        return lines

    def parts(self, parts: list[tuple[str, str]]) -> list[str]:
        """Lines of Markdown and blocks of HTML, each a paragraph of its own."""
        stored = [self.context.store(content) if kind == "html" else content for kind, content in parts]
        return [line for each in stored for line in (each, "")]

    def lab(self, text: str, name: str) -> list[str]:
        """A lab: its text as Markdown, its cells and what they did as they ran.

        While a site is served nobody waits: the page says that the lab is running, and is built again when it is done.
        """
        project = self.context.project
        try:
            path = pages.find_lab(name, project)
            if not os.environ.get(SERVING):
                result = labs.result_of(path, project)
            else:
                found = labs.stored(path, project)
                if found is None:
                    labs.run_behind(project)
                    return lab_page.waiting(path)
                result = found
        except (pages.PageError, labs.LabsFailed) as error:
            return [self.md.htmlStash.store(error_html(self.context.error(text, str(error))))]
        lines = []
        for kind, content in lab_page.page_parts(path, result, project):
            lines += [self.md.htmlStash.store(content) if kind == "html" else content, ""]
        for problem in result.problems_in(path):
            message = self.context.error(text, f"lab {name}: {located(problem, project)}")
            lines += [self.md.htmlStash.store(error_html(message)), ""]
        return [line for part in lines for line in part.split("\n")]

    def draw(self, text: str, word: str, rest: str) -> str:
        project = self.context.project
        try:
            if word == "also":
                pages.find_also(rest, project)
                return ""
            if word == "alike":
                pages.find_alike(rest)
                return ""
            if word == "differences":
                root = self.context.root
                return remembered(f"{root} {text}", lambda: differences_html(rest, project, root))
            if word == "rules":
                chapter, root = pages.find_chapter(rest, project), self.context.root
                titles = pages.rule_titles(project)
                return remembered(f"{root} {text}", lambda: rules_html(chapter, titles, project, root))
            if word == "reference":
                html, problems = self.kept(text, lambda: reference_html(project))
            elif word == "failing":
                folder = pages.find_failing(rest, project)
                html, problems = self.kept(text, lambda: failing_html(folder, project))
            elif word == "lanes":
                picture = pages.find_picture(rest, project)
                html, problems = self.kept(text, lambda: picture_html(picture, project, self.context.root))
            elif word == "tables":
                module = pages.find_module(rest, project)
                html, problems = self.kept(text, lambda: (tables_of(module), []))
            elif word == "example":
                rule, path = pages.find_example(rest, project)
                html, problems = self.kept(
                    text, lambda: example_html(rule, path, project, self.context.root), rule.name
                )
            elif word == "rule":
                html, problems = self.drawn_case(text, *pages.find_first_case(rest, project))
            elif word == "case":
                html, problems = self.drawn_case(text, *pages.find_case(rest, project))
            else:
                pages.check_directive(pages.Directive(0, word, rest), project)
        except (pages.PageError, CannotRun, ValueError) as error:
            return error_html(self.context.error(text, str(error)))
        shown = ""
        for problem in problems:
            message = self.context.error(text, f"{word} {rest} is not proven: {located(problem, project)}")
            if not html:
                shown += error_html(message)
        return shown + html

    def drawn_case(self, text: str, rule: rules.Rule, dont: Path) -> tuple[str, list[Problem]]:
        context = self.context
        return self.kept(text, lambda: case_html(rule, dont, context.project, context.root), rule.name)

    def kept(
        self, text: str, make: Callable[[], tuple[str, list[Problem]]], rule: str = ""
    ) -> tuple[str, list[Problem]]:
        """What `make` draws, of one rule or of anything, remembered where nothing is wrong with it."""
        html, problems = remembered(f"{self.context.root} {text}", make, rule, good=lambda made: not made[1])
        return html, problems


class ValueProcessor(InlineProcessor):
    """Puts values of outcomes into sentences. Code spans are put away before it runs."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(pages.NEARLY_VALUE.pattern, md)
        self.context = context

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        element = Element("span")
        try:
            # What a run said is no Markdown: `__main__` is not bold.
            element.text = AtomicString(pages.value(m[0], self.context.project))
            element.tag = "code" if VALUE_OF_CODE.search(m[0]) else "span"
            element.set("class", "value")
        except (pages.PageError, CannotRun) as error:
            element.text = AtomicString(self.context.error(m[0], str(error)))
            element.set("class", "page-error")
        return element, m.start(0), m.end(0)


def sorted_as(term: str) -> str:
    """A term as an index sorts it: by its letters, whatever their case."""
    return re.sub(r"^[^a-z0-9]+", "", term.lower()) or term


def tables_of(module: Path) -> str:
    """The tables of a module's models. Raises PageError for one without models."""
    from harness.drawing.er_diagram import (  # and with it the ORM, in vain where the drawing is remembered
        NoModels,
        tables_html,
    )

    try:
        return tables_html(module)
    except NoModels as error:
        raise pages.PageError(str(error)) from None


def error_html(message: str) -> str:
    return f'<p class="page-error" role="alert">{escape(message)}</p>'


class HarnessExtension(Extension):
    """Draws rules and values. `root` is the project's folder, the working directory unless set."""

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"root": [".", "The folder of pyproject.toml"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:
        context = PageContext(md, Project.load(Path(self.getConfig("root"))))
        # Fences are put away at 25, raw HTML at 20.
        md.preprocessors.register(DirectivePreprocessor(md, context), "harness_directives", 22)
        # Code spans are taken at 190.
        md.inlinePatterns.register(ValueProcessor(md, context), "harness_values", 185)


def makeExtension(**kwargs: Any) -> HarnessExtension:
    """What Python-Markdown calls."""
    return HarnessExtension(**kwargs)
