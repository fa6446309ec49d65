"""A lab as its page shows it: converted by mkdocs-jupyter, with its text left to the page's own Markdown.

mkdocs-jupyter's nbconvert walks through the cells, leaves out those that are tagged so, and chooses what of each output
is shown. The template is ours, on top of mkdocs-jupyter's (`templates/lab.html.jinja`): the page has styles already,
cells look like the site's other listings, with the evidence in them, and Markdown goes to the builder, which checks its
links and lists its headings. The whole of mkdocs-jupyter, as a plugin, would inline 600 kB of styles into each page,
keep pages whatever they import, and leave Zensical out, which has no plugins.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from markupsafe import Markup

from harness.cache import code_of, digest, keep, load
from harness.drawing.code_listing import code_html, plain_listing
from harness.drawing.lab_notebook import as_notebook, outcome_of
from harness.drawing.labs import Result, result_file
from harness.drawing.sql_html import folded
from harness.drawing.templates import FOLDER, render
from harness.outcome import Emitted, Outcome
from harness.project import Project
from harness.reading.lab_text import HIDE_CELL, read_lab
from harness.reading.snippet import BadSnippet, Snippet, parse

FEW_SQL, OPEN_SQL, SOME_SQL = 18, 6, 3
"""A cell that sends few statements shows all of them, and up to so many different ones without a click. Of one that
sends more, to set up a database or to measure, some of each line are shown."""
SCHEMA = re.compile(r"\s*(PRAGMA|SELECT sql FROM)\b")
"""What reads the schema, on SQLite."""
TEXT = re.compile(r"\x02(\d+)\x03")
"""The place of a Markdown text in the converted lab."""

Parts = list[tuple[str, str]]
"""In order: `markdown` and `html`."""


def page_parts(path: Path, result: Result, project: Project) -> Parts:
    """The lab's page, converted again only if the result, the harness or its templates have changed."""
    file = result_file(path, project).with_suffix(".page.json")
    key = digest([path.read_text("utf-8"), str(result), code_of("harness.drawing.lab_page")])
    parts = load(file, key)
    if parts is None:
        parts = converted(path, result)
        keep(file, key, parts)
    return [(kind, text) for kind, text in parts]


def waiting(path: Path) -> str:
    """The page of a lab that is running, as Markdown."""
    cells, _ = read_lab(path)
    title = cells[0].source.partition("\n")[0] if cells else f"# {path.stem}"
    count = sum(cell.kind == "code" for cell in cells)
    return (
        f"{title}\n\nThe {count} cells of this lab are running, for the first time since something changed."
        " `make serve` reports their progress. This page reloads itself when they are done.\n"
    )


def converted(path: Path, result: Result) -> Parts:
    """The page, below the title how long the lab takes and how to get it."""
    from mkdocs_jupyter.config import settings
    from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
    from nbconvert.exporters import HTMLExporter
    from nbformat import from_dict

    texts: list[str] = []

    def left_to_the_page(text: str) -> str:
        texts.append(text)
        return f"\x02{len(texts) - 1}\x03"

    notebook = from_dict(result.notebook or as_notebook(read_lab(path)[0][:1]))
    title, _, notebook.cells[0].source = notebook.cells[0].source.partition("\n")
    for cell in notebook.cells:
        drop_evidence(cell)
    exporter = HTMLExporter(
        config=get_nbconvert_app(remove_tag_config={"remove_cell_tags": [HIDE_CELL]}).config,
        template_file="lab.html.jinja",
        extra_template_paths=[str(FOLDER), settings.templates_dir],
        filters={"markdown2html": left_to_the_page, "listing": listing, "sql": sql},
    )
    html, _ = exporter.from_notebook_node(notebook)
    pieces = TEXT.split(html)
    parts = [("markdown", texts[int(piece)]) if n % 2 else ("html", piece.strip()) for n, piece in enumerate(pieces)]
    return [("markdown", title), *below_title(path, result), *(part for part in parts if part[1].strip())]


def below_title(path: Path, result: Result) -> Parts:
    """How long a lab takes and where to get it, as Markdown so that its link is checked; what is wrong with it; and the
    cells that its page leaves out."""
    from nbformat import writes

    cells, _ = read_lab(path)
    ipynb = base64.b64encode(f"{writes(as_notebook(cells))}\n".encode()).decode()
    count = sum(cell.kind == "code" for cell in cells)
    bar = render("lab_bar", name=path.stem, count=count, result=result, ipynb=ipynb)
    hidden = [plain_listing(cell.source) for cell in cells if HIDE_CELL in cell.tags]
    parts: Parts = [("markdown", bar)]
    if result.problems:
        parts.append(("html", render("lab_trouble", name=path.name, problems=result.problems)))
    if hidden:
        parts.append(("html", render("lab_hidden", hidden=hidden)))
    return parts


def drop_evidence(cell: Any) -> None:
    """Take out of a recorded cell what its listing shows already: what it printed, and the exception that ended it."""
    if outcome_of(cell.get("outputs", [])) is not None:
        cell.outputs = [output for output in cell.outputs if output.output_type not in ("stream", "error")]


def recorded(cell: Any) -> tuple[Snippet, Outcome] | None:
    """A cell as a snippet, with its outcome; None if it was not recorded or can't be read."""
    outcome = outcome_of(cell.outputs)
    try:
        return (parse(Path("cell"), cell.source), outcome) if outcome else None
    except BadSnippet:
        return None  # its problems are on the page


def listing(cell: Any) -> Markup:
    """A cell's code, with the evidence where its comments are."""
    known = recorded(cell)
    return code_html(*known, counted=False, changed=set()) if known else plain_listing(cell.source)


def sql(cell: Any) -> Markup:
    """The SQL of a cell by line. Of much SQL, looks at the schema are left out, and only some of each line is shown."""
    known = recorded(cell)
    if known is None or not known[1].emitted:
        return Markup("")
    snippet, outcome = known
    chosen = outcome.emitted
    if len(chosen) > FEW_SQL:
        chosen = [emitted for emitted in outcome.emitted if not SCHEMA.match(emitted.sql)]
    looks = len(outcome.emitted) - len(chosen)
    by_line: dict[int, list[Emitted]] = {}
    for emitted in chosen:
        by_line.setdefault(snippet.line_of(emitted.at), []).append(emitted)
    besides = f", besides {looks} that look at the schema" if looks else ""
    few = len(chosen) <= FEW_SQL
    return folded(snippet, by_line, OPEN_SQL if few else 0, None if few else SOME_SQL, besides)
