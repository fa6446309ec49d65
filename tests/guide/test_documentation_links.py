"""Every rule leads on to the documentation of the library it is about."""

from __future__ import annotations

import re

from harness.project import Project
from harness.reading import pages
from tests.conftest import ROOT


def test_every_rule_leads_on_to_a_documentation() -> None:
    """`In X's documentation: [title](address)` ends the text of a rule."""
    project = Project.load(ROOT)
    places = (
        "https://docs.sqlalchemy.org/en/21/",
        "https://alembic.sqlalchemy.org/en/latest/",
        "https://fastapi.tiangolo.com/",
        "https://docs.pydantic.dev/latest/",
        "https://anyio.readthedocs.io/en/stable/",
        "https://pytest-xdist.readthedocs.io/en/stable/",
        "https://www.postgresql.org/docs/current/",
    )
    missing = []
    for page in pages.pages(project):
        links = re.findall(r"^In [\w -]+'s documentation:\s+\[[^\]]+\]\(([^)]+)\)", page.text, re.M)
        if page.arguments("rule") and not (links and all(link.startswith(places) for link in links)):
            missing.append(page.name)
    assert not missing
