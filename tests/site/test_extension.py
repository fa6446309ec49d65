"""The Markdown extension and the HTML it draws, as a page gets them."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from markdown import Extension

from harness.drawing.sql_html import sql_lines
from harness.site.extension import HarnessExtension
from tests.conftest import write_files

DONT = """\
from sqlalchemy import create_engine, text

engine = create_engine("sqlite://")

# page: from here
with engine.connect() as connection:
    for number in (1, 2):
        print("<b>", connection.scalar(text("SELECT '<i>'")))
        #> <b> <i>
        #> <b> <i>
    #: 2 statements
    connection.execute(text("SELECT '<script>' FROM nowhere"))
    #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: nowhere
"""
DO = """\
from sqlalchemy import create_engine, text

with create_engine("sqlite://").connect() as connection:
    for number in (1, 2):
        print("<b>", connection.scalar(text("SELECT '<i>'")))
        #> <b> <i>
        #> <b> <i>
    #: 2 statements
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one rule. Shared: its outcomes are run once."""
    files = {"b/dont": DONT, "b/do": DO, "wrong/dont": DONT, "wrong/do": "print('x')\n#> y\n", "b/kit/tool": "x = 1\n"}
    root = tmp_path_factory.mktemp("project")
    return write_files(root, {f"snippets/a/{name}.py": text for name, text in files.items()})


@pytest.fixture(autouse=True)
def serving(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `make serve`: what is wrong is drawn into the page, and logged."""
    monkeypatch.setenv("GUIDE_SERVING", "1")


def render(root: Path, text: str) -> str:
    extensions: list[str | Extension] = ["pymdownx.superfences", "attr_list", "toc", HarnessExtension(root=str(root))]
    return markdown.markdown(text, extensions=extensions)


class Balance(HTMLParser):
    """Checks that every tag that opens closes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag != "wbr":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


@pytest.fixture(scope="module")
def drawn(root: Path) -> str:
    """A rule on its page."""
    return render(root, "# B\n\n::: rule a/b\n\nAfter.")


def test_a_rule_is_drawn_from_its_run(drawn: str) -> None:
    balance = Balance()
    balance.feed(drawn)
    assert balance.open == []
    assert drawn.index("DON&#39;T") < drawn.index(">passes<")
    assert "raises OperationalError" in drawn
    assert re.search(r"Shown from a run on Python 3\.\d+\.\d+, SQLAlchemy 2\.\d+\.\d+, SQLite 3", drawn)
    assert "pytest snippets/a/b" in drawn
    assert drawn.index("<p>After.</p>") < drawn.index("pytest snippets/a/b")


def test_what_an_outcome_prints_is_escaped(drawn: str) -> None:
    assert "<script>" not in drawn
    assert "<i>" not in drawn
    assert "&lt;b&gt; &lt;i&gt;" in drawn


def test_the_failing_line_has_its_message_below_it_and_other_lines_their_sql(drawn: str) -> None:
    failing = re.search(
        r'<span class="line fault" data-line="(\d+)"[^>]*>(.*?)\n</span><span class="evidence raised"', drawn
    )
    assert failing
    assert failing[1] == "12"
    assert "no such table: nowhere" in drawn[failing.end() :]
    assert re.search(r'<span class="line" data-line="8"[^>]*>.*<span class="times">2×</span>', drawn)
    assert "2 statements from line 8" in drawn
    assert "2 times; 2 rows" in text_of(drawn)


def test_the_lines_that_the_do_changed_are_marked_in_both(drawn: str) -> None:
    dont, _, do = drawn.partition('id="b-do"')
    marked = r'data-line="(\d+)" role="(\w+)"'
    assert re.findall(marked, dont.partition("The whole file")[0]) == [("6", "deletion"), ("12", "deletion")]
    assert re.findall(marked, do) == [("3", "insertion")]


def test_only_the_marked_part_is_shown_and_the_rest_is_one_click_away(drawn: str) -> None:
    shown, _, whole = drawn.partition("<summary>The whole file</summary>")
    assert 'data-line="1"' not in shown
    assert 'data-line="6"' in shown
    assert "page: from here" not in shown
    assert 'data-line="1"' in whole
    assert "#! sqlalchemy.exc.OperationalError" in text_of(whole)
    assert 'href="../snippets/a/b/dont.py" download' in drawn
    assert "<code>kit/tool.py</code>, imported by the files above" in drawn


def test_sql_is_laid_out_a_clause_a_line_and_its_words_are_kept() -> None:
    drawn = text_of(sql_lines("SELECT a.id, a.name FROM a WHERE a.id IN (?, ?, ?, ?, ?) ORDER BY a.name"))
    assert drawn.split("\n") == ["SELECT a.id, a.name", "FROM a", "WHERE a.id IN (?, ... 5 of them)", "ORDER BY a.name"]


def test_an_example_is_one_pair_without_addresses(root: Path) -> None:
    html = render(root, "::: example a/b/dont")
    assert 'class="rule example"' in html
    assert html.count("<figure") == 2
    assert " id=" not in html
    assert "raises OperationalError" in html


def test_expectations_are_drawn_from_the_outcome_and_not_from_the_comment(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs.harness"):
        html = render(root, "::: rule a/wrong")
    evidence = re.findall(r'<span class="evidence printed".*?<span class="text">(.*?)\n</span>', html)
    assert evidence[-1] == "x"
    assert "not proven" in html
    assert "rule a/wrong is not proven: snippets/a/wrong/do.py:2: printed something else than expected" in caplog.text


def test_a_value_stands_in_a_sentence_but_not_in_code(root: Path) -> None:
    html = render(root, "It emits {{ a/b/dont statements }} statements, by `{{ a/b/dont statements }}`.")
    assert 'It emits <span class="value">2</span> statements' in html
    assert "<code>{{ a/b/dont statements }}</code>" in html
    html = render(root, "```markdown\n::: rule a/b\n{{ a/b/dont statements }}\n```")
    assert "::: rule a/b" in text_of(html)
    assert 'class="rule"' not in html


def test_what_a_run_said_is_set_as_code_and_not_read_as_markdown(tmp_path: Path) -> None:
    dont = 'int("__a__ <b> _c_")\n#! ValueError: invalid literal ...\n'
    write_files(tmp_path, {"snippets/a/b/dont.py": dont, "snippets/a/b/do.py": "int('1')\n"})
    html = render(tmp_path, "It says {{ a/b/dont error }} here.")
    said = "ValueError: invalid literal for int() with base 10: '__a__ &lt;b&gt; _c_'"
    assert f'It says <code class="value">{said}</code> here.' in html


@pytest.mark.parametrize(
    ("page", "message"),
    [
        ("::: rule a/c", "there is no rule 'a/c': did you mean a/b?"),
        ("Some {{ a/b/dont nothing }}.", "there is no value 'nothing'"),
    ],
)
def test_an_error_is_drawn_and_logged(root: Path, caplog: pytest.LogCaptureFixture, page: str, message: str) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs.harness"):
        html = render(root, page)
    assert message in text_of(html).replace("&#x27;", "'")
    assert 'class="page-error"' in html
    assert message in caplog.text


def test_a_further_case_is_drawn_by_itself_and_a_do_that_answers_two_only_once(root: Path) -> None:
    further = root / "snippets" / "a" / "b" / "dont_x.py"
    further.write_text(DONT)
    try:
        html = render(root, "# B\n\n::: rule a/b\n\n## X\n\n::: case a/b x\n")
        assert render(root, "::: example a/b/dont_x").count("<figure") == 2
    finally:
        further.unlink()
    assert re.findall(r'<figure class="snippet captioned \w+" id="([^"]+)"', html) == ["b-dont", "b-do", "b-dont_x"]
    assert '<a href="#b-do">do.py</a> answers this too' in html
    assert html.count("pytest snippets/a/b") == 1


def test_a_chapter_lists_its_rules_with_the_addresses_they_had_on_its_page(root: Path) -> None:
    pages = {
        "index": "---\ngroups:\n  wrong: Mistakes\n---\n# A\n\n::: rules a\n",
        "b": "---\ndescription: 'Say: <this>'\n---\n\n# Use `b`\n\n::: rule a/b\n\n## More { #more_of_b }\n",
        "wrong": "# Wrong\n\n::: rule a/wrong\n",
    }
    write_files(root, {f"docs/a/{name}.md": text for name, text in pages.items()})
    html = render(root, pages["index"])
    entries = re.findall(r"<li .*?</li>", html)
    assert entries[0].startswith('<li id="b"><span id="more_of_b"></span><a href="../a/b/">Use b</a>')
    assert "raises OperationalError" in entries[0]
    assert "<p>Say: &lt;this&gt;</p>" in entries[0]
    assert '<a href="../a/wrong/">Wrong</a> <span class="badge unproven">' in entries[1]
    assert re.findall(r'<h3 id="(\w+)|<li id="(\w+)', html) == [("", "b"), ("mistakes", ""), ("", "wrong")]


def test_a_rule_in_an_indented_block_is_drawn(root: Path) -> None:
    html = markdown.markdown(
        "!!! note\n\n    ::: rule a/b\n", extensions=["admonition", HarnessExtension(root=str(root))]
    )
    assert re.search(r'<div class="admonition note">.*<section class="rule"', html, re.S)


def test_paragraphs_are_gathered_from_other_pages_with_their_links(root: Path) -> None:
    page = "# A\n\n## Title { #b }\n\n**The old guide said** `x`, see\n[it](#b).\n\nNot **The old guide said**.\n"
    (root / "docs" / "a.md").write_text(page)
    html = render(root, "::: collect The old guide said")
    assert "1 in all, from 1 page." in html
    assert '<a href="a.md#b">Title</a>' in html
    assert '<code>x</code>, see <a href="a.md#b">it</a>' in html
    assert "Not" not in html
