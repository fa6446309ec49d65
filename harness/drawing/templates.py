"""The templates of everything that is drawn: `templates/<what>.html.jinja`, one for each thing. Jinja2 escapes what
they print."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Jinja2 with the templates of this room. Lines that hold only a tag leave no blank line behind."""
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(template: str, **values: object) -> Markup:
    """The HTML that a template makes of the values. What is not `Markup` already is escaped."""
    return Markup(environment().get_template(f"{template}.html.jinja").render(**values).strip())
