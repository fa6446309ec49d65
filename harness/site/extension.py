"""The Python-Markdown extension: `harness.site.extension` in `markdown_extensions`, for MkDocs and Zensical alike.

It draws the lines that start with `:::` (`harness/site/directives/`) and the values in sentences (`page_values`).

Errors name page and line. MkDocs gets a warning, which a strict build counts; Zensical, whose strict build doesn't
count the warnings of extensions, an exception. While the site is served they are drawn into the page and printed
instead.
"""

from __future__ import annotations

import logging
import posixpath
import re
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.util import AtomicString

from harness.checking import page_values
from harness.drawing.environment_differences import choice_html
from harness.problem import Problem, located
from harness.project import Project
from harness.reading.page import DirectiveLine, Page, directive_in
from harness.reading.page_names import PageError
from harness.reading.pages import page_at
from harness.running.environments import CannotRun
from harness.site import directives
from harness.site.directives.directive import Part, Place
from harness.site.drawing_cache import remembered
from harness.site.rule_notes import tags
from harness.site.serving import is_serving, served

LINK = re.compile(r'(?<=\shref=")\.\./[^"]*|(?<=\ssrc=")\.\./[^"]*')
"""The address of a link or a script in HTML, on the way through the root of the site."""

log = logging.getLogger("mkdocs.harness")


class RuleError(Exception):
    """A page asks for what doesn't exist, or a rule on it is not proven."""


class PageContext:
    """The page that is being rendered, and how its errors are reported."""

    def __init__(self, md: Markdown, project: Project) -> None:
        self.md = md
        self.project = project

    @property
    def by_zensical(self) -> bool:
        return "rendering_context" in self.md.preprocessors

    @property
    def page(self) -> Page | None:
        """Both builders keep it where only their own extensions look. None outside a build."""
        if "relpath" in self.md.treeprocessors:  # MkDocs
            processor: Any = self.md.treeprocessors["relpath"]
            path = Path(processor.file.abs_src_path)
        elif self.by_zensical:
            processor = self.md.preprocessors["rendering_context"]
            path = self.project.docs / processor.page.path
        else:
            return None
        return page_at(path, self.project) if path.is_file() else None

    @property
    def place(self) -> Place:
        page = self.page
        name, root = (page.name, page.root) if page else ("page.md", "../")
        return Place(self.project, name, root, is_serving())

    def store(self, html: str) -> str:
        """Put HTML away, links and all; returns what stands for it. Links are written as on the finished page.

        Zensical takes the links of raw HTML for links between sources, so there they become that, outside `noscript`.
        """
        page = self.page
        if self.by_zensical and page:
            parts = re.split(r"(<noscript>.*?</noscript>)", html, flags=re.S)
            parts[::2] = [LINK.sub(lambda m: self._between_sources(m[0], page), part) for part in parts[::2]]
            html = "".join(parts)
        return self.md.htmlStash.store(html)

    def _between_sources(self, link: str, page: Page) -> str:
        """A link of the finished page as one from this page's source to another's, or to another file."""
        is_index = posixpath.basename(page.name) == "index.md"
        folder = page.folder if is_index else page.name.removesuffix(".md")
        address, mark, anchor = link.partition("#")
        target = posixpath.normpath(posixpath.join(folder, address))
        if address.endswith("/"):
            is_page = (self.project.docs / f"{target}.md").is_file()
            target = f"{target}.md" if is_page else posixpath.join(target, "index.md")
        return f"{posixpath.relpath(target, page.folder or '.')}{mark}{anchor}"

    def error(self, line: int | None, problem: str) -> str:
        """Report a problem of the page. Returns the words that show it there."""
        page = self.page
        where = f"{self.project.relative(page.path)}:{line or 1}" if page else "a page"
        message = f"{where}: {problem}"
        if is_serving():
            log.error(message)  # which `mkdocs serve --quiet` prints
            served.failed.add(self.place.page)
        else:
            log.warning(message)
            if "relpath" not in self.md.treeprocessors:
                raise RuleError(message)
        return message

    def line_of_value(self, text: str) -> int | None:
        """The first line of the page with this value."""
        page = self.page
        return next((number for number, found in page_values.values_in(page) if found == text), None) if page else None


BY_ENVIRONMENT = re.compile(r"<(details|th)\b[^>]* data-environment=")
"""What a drawing has that shows another environment's outcome."""


class DirectivePreprocessor(Preprocessor):
    """Draws the lines that start with `:::`. Runs after fences are put away, so it sees none inside them."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(md)
        self.context = context

    def run(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        ends: list[str] = []
        found = [directive_in(line) for line in lines]
        numbers = iter(each.line for each in self.context.page.directives) if self.context.page else iter(())
        page = self.context.page
        below_title = 0
        differs = False
        for line, parsed in zip(lines, found, strict=True):
            if parsed is None:
                result.append(line)
                if not below_title and line.startswith("# "):
                    names = tags(page) if page else []
                    result += ["", self.context.store(tags_html(names)), ""] if names else []
                    below_title = len(result)
                continue
            name, argument, indent = parsed
            for part in self.drawn(DirectiveLine(next(numbers, 1), name, argument)):
                (ends if part.at_end else result).extend(self.placed(part, indent))
                differs = differs or bool(BY_ENVIRONMENT.search(part.text))
        choice = choice_html(self.context.project, self.context.place.root) if differs else ""
        if choice and below_title:
            # Readers choose their environment below the title of a page that differs by environment.
            result[below_title:below_title] = ["", self.context.store(choice), ""]
        return [*result, *ends, ""]

    def placed(self, part: Part, indent: str) -> list[str]:
        """A part of the page as its lines, a paragraph of its own."""
        text = self.context.store(part.text) if part.kind == "html" else part.text
        return ["", *(f"{indent}{line}" if line else "" for line in text.split("\n")), ""]

    def drawn(self, line: DirectiveLine) -> list[Part]:
        """What a directive draws, or what is wrong with it."""
        context = self.context
        problems: list[Problem] = []
        try:
            directive, subject = directives.parsed(line, context.project)
            place = context.place

            def draw() -> list[Part]:
                drawing = directive.draw(subject, place)
                problems.extend(drawing.problems)
                return drawing.parts

            parts = remembered(
                place.page, line.text, lambda states: directive.reads(subject, states), draw, lambda _: not problems
            )
        except (PageError, CannotRun) as error:
            return [error_part(context.error(line.line, str(error)))]
        parts = [Part(*part) for part in parts]
        html = "".join(part.text for part in parts)
        for problem in problems:
            report = f"{line.text.removeprefix('::: ')} is not proven: {located(problem, context.project)}"
            message = context.error(line.line, report)
            if (
                f"{context.project.relative(problem.path)}:{problem.line}" not in html
            ):  # as of a file that can't be read
                parts.append(error_part(message))
        return parts


def tags_html(names: list[str]) -> str:
    """The keywords of a page."""
    return f'<p class="tags">{" ".join(f"<span>{escape(name)}</span>" for name in names)}</p>'


def error_part(message: str) -> Part:
    return Part("html", f'<p class="page-error" role="alert">{escape(message)}</p>')


class ValueProcessor(InlineProcessor):
    """Puts values of outcomes into sentences. Code spans are put away before it runs."""

    def __init__(self, md: Markdown, context: PageContext) -> None:
        super().__init__(page_values.NEARLY_VALUE.pattern, md)
        self.context = context

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str, int, int]:  # type: ignore[override]
        text, context = m[0], self.context
        element = Element("span")
        try:
            wanted = page_values.asked(text)
            found = remembered(
                context.place.page,
                text,
                lambda states: states.value(text),
                lambda: page_values.value(text, context.project),
            )
            # What a run said is no Markdown: `__main__` is not bold.
            element.text = AtomicString(found)
            element.tag = "code" if wanted.is_quoted else "span"
            element.set("class", "value")
        except (PageError, CannotRun) as error:
            message = context.error(context.line_of_value(text), str(error))
            element.text = AtomicString(message)
            element.set("class", "page-error")
        return element, m.start(0), m.end(0)


class HarnessExtension(Extension):
    """Draws directives and values. `root` is the project's folder, the working directory unless set."""

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
