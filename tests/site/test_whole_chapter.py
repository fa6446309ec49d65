"""A chapter on one page, made of the finished pages of its rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.site import whole_chapter
from tests.conftest import write_files

PAGE = """<html><head><title>{0}</title><link rel="canonical" href="x"></head><body>
<a class="md-skip" href="#{0}">Skip</a>
<article class="md-content__inner"><h1 id="{0}">{0}</h1><script>once()</script><h2 id="why">Why</h2>
<a href="#why">up</a> <a href="../other/">on</a> <p class="page-tools">Tools</p></article></body></html>"""


@pytest.fixture
def whole(tmp_path: Path) -> str:
    files = {f"site/a/{name}/index.html": PAGE.format(name) for name in ("one", "two")}
    files |= {f"snippets/a/{name}/note": "" for name in ("one", "two")} | {"docs/a/index.md": "# All of A\n"}
    write_files(tmp_path, files)
    whole_chapter.write(Project(tmp_path), tmp_path / "site")
    return (tmp_path / "site" / "a" / "all" / "index.html").read_text()


def test_it_has_every_rule_below_one_title_at_an_address_of_its_own(whole: str) -> None:
    assert "<title>All of A: the whole chapter</title>" in whole
    assert whole.count("<h1") == 1
    assert whole.index('<h2 id="one--one">one</h2>') < whole.index('<h2 id="two--two">two</h2>')
    assert '<h3 id="one--why">Why</h3>' in whole
    assert '<a href="#two--why">up</a>' in whole
    assert whole.count('<a href="../other/">on</a>') == 2
    assert '<a class="md-skip" href="#one--one">' in whole
    assert "once()" not in whole
    assert "Tools" not in whole
    assert '<meta name="robots" content="noindex">' in whole
    assert "canonical" not in whole
