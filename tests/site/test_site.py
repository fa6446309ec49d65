"""The site builds, strictly, by MkDocs and by Zensical, and both show the same."""

from __future__ import annotations

import base64
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from harness.drawing import lab_page, labs
from harness.project import Project
from harness.reading import lab_text, rules
from harness.reading.pages import pages
from tests.conftest import ROOT, build, copied
from tools.check import SITE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def by_zensical(tmp_path_factory: pytest.TempPathFactory, guide_labs: list[Path]) -> Path:
    """Zensical writes beside its sources, so it builds a copy."""
    copy = tmp_path_factory.mktemp("zensical")
    copied(copy, "docs", "snippets", "theme", "transcripts", "harness", "environments", "outcomes")
    copied(copy, "mkdocs.yml", "pyproject.toml", "requirements.txt")
    if (ROOT / ".cache").is_dir():
        # What another process is writing has such a name until it is whole.
        shutil.copytree(ROOT / ".cache", copy / ".cache", ignore=shutil.ignore_patterns(".*.tmp"))
    for command in (("zensical", "build", "--strict"), ("harness.site.finish_site", "site")):
        built = build(*command, cwd=copy)
        assert built.returncode == 0, built.stdout + built.stderr
    return copy / "site"


def pages_of(site: Path) -> set[str]:
    return {p.relative_to(site).as_posix() for p in site.rglob("index.html")}


def test_both_builders_make_the_same_pages_and_run_buttons(by_mkdocs: Path, by_zensical: Path) -> None:
    assert pages_of(by_mkdocs) == pages_of(by_zensical) != set()

    def marked(site: Path) -> dict[str, int]:
        counts = {page: (site / page).read_text("utf-8").count("data-run=") for page in pages_of(site)}
        return {page: count for page, count in counts.items() if count}

    assert marked(by_mkdocs) == marked(by_zensical) != {}
    for site in (by_mkdocs, by_zensical):
        for page in site.rglob("*.html"):
            assert page.read_text("utf-8").count('http-equiv="Content-Security-Policy"') == 1, page


def test_both_builders_draw_the_same_rules(by_mkdocs: Path, by_zensical: Path) -> None:
    drawn = 0
    for page in pages_of(by_mkdocs):
        ours, theirs = ((site / page).read_text("utf-8") for site in (by_mkdocs, by_zensical))
        # Zensical's search takes this attribute out as it reads it.
        ours = plain(ours)
        figures = [re.findall(r'<section class="rule" .*?</section>', html, re.S) for html in (ours, theirs)]
        assert figures[0] == figures[1], page
        anchors = [sorted(re.findall(r'<h2 id="([^"]+)"', html)) for html in (ours, theirs)]
        assert anchors[0] == anchors[1], page
        drawn += 0 if page.endswith("/all/index.html") else len(figures[0])
    assert drawn == sum(len(rule.donts) for rule in rules.rules(Project.load(ROOT)))


@pytest.mark.parametrize(
    ("page", "what"), [("errors", "error-list"), ("reference", "ref-chapter"), ("terms", "terms"), ("loading", "rules")]
)
def test_both_builders_list_the_same_and_lead_to_it(by_mkdocs: Path, by_zensical: Path, page: str, what: str) -> None:
    links = []
    for site in (by_mkdocs, by_zensical):
        html = (site / page / "index.html").read_text("utf-8")
        lists = list(re.finditer(rf'<(ul|ol|section) class="{what}".*?</\1>', html, re.S))
        assert lists
        hrefs = re.findall(r'<a href="((?:\.\./)?[\w/]+/)"', "".join(match[0] for match in lists))
        targets = [(site / page / href).resolve() for href in hrefs]
        assert [each for each in targets if not (each / "index.html").is_file()] == []
        links.append([each.relative_to(site) for each in targets])
        for script in re.findall(r'<script src="([^":]+)"', html):
            assert (site / page / script).resolve().is_file(), script
    assert links[0] == links[1] != []


def test_both_builders_leave_the_same_files_beside_the_pages(by_mkdocs: Path, by_zensical: Path) -> None:
    for name in (
        "llms.txt",
        "rules.json",
        "models/index.md",
        "loading/n_plus_one.md",
        "labs/tour.md",
        "search/rules.json",
        "snippets/domain.py",
    ):
        ours, theirs = ((site / name).read_bytes() for site in (by_mkdocs, by_zensical))
        assert ours == theirs != b"", name
    files = [{p.relative_to(site) for p in site.rglob("*.py")} for site in (by_mkdocs, by_zensical)]
    assert files[0] == files[1] != set()


def test_every_page_is_previewed_by_its_own_title_and_description(by_mkdocs: Path, by_zensical: Path) -> None:
    project = Project.load(ROOT)
    for site in (by_mkdocs, by_zensical):
        for page in pages(project):
            file = site / re.sub(r"(^|/)index$", r"\1", page.name.removesuffix(".md")) / "index.html"
            html = file.read_text("utf-8")
            found = dict(re.findall(r'<meta (?:name|property)="(?:og:)?(\w+)" content="([^"]*)">', html))
            wanted = page.front_matter.get("description")
            assert wanted in (None, unescape(found["description"])), file
            shown = re.search(r"<h1[^>]*>(.*?)(?:<a class=\"headerlink\".*?)?</h1>", html, re.S)
            title = page.front_matter.get("title") or (shown and re.sub(r"<[^>]+>", "", shown[1]))
            assert unescape(found["title"]) == unescape(str(title)), file
            # A preview needs whole addresses, which a site without one of its own can't have.
            assert ("image" in found) == ("url" in found), file
            if "image" in found:
                assert (site / found["image"].partition("/guide/")[2]).is_file(), file


def test_what_zensical_cannot_do_is_what_readme_says(by_mkdocs: Path, by_zensical: Path) -> None:
    """Its search has another field, which docs/assets/search.js does not know."""
    field = "md-search__input"
    assert field in (by_mkdocs / "index.html").read_text("utf-8")
    assert field not in (by_zensical / "index.html").read_text("utf-8"), "Zensical has it now: look at its search"
    said = (ROOT / "README.md").read_text("utf-8")
    assert "Zensical has its own search field, which doesn't show rules above its results" in " ".join(said.split())


def test_the_name_of_a_snippet_leads_to_its_file(by_mkdocs: Path, by_zensical: Path) -> None:
    for site in (by_mkdocs, by_zensical):
        followed = 0
        for page in pages_of(site):
            html = (site / page).read_text("utf-8")
            for target in re.findall(r'<a class="file" href="([^"]+)"', html):
                file = (site / page).parent.joinpath(target).resolve()
                assert file.read_bytes() == (ROOT / file.relative_to(site)).read_bytes()
                followed += 1
        assert followed > sum(len(rule.snippets) for rule in rules.rules(Project.load(ROOT)))


def test_finishing_a_site_twice_changes_nothing(by_zensical: Path) -> None:
    before = {path: path.read_bytes() for path in by_zensical.rglob("*") if path.is_file()}
    built = build("harness.site.finish_site", "site", cwd=by_zensical.parent)
    assert built.returncode == 0, built.stdout + built.stderr
    assert {path: path.read_bytes() for path in by_zensical.rglob("*") if path.is_file()} == before


def test_finishing_what_is_no_site_says_what_it_wants(tmp_path: Path) -> None:
    ended = build("harness.site.finish_site", str(tmp_path), cwd=ROOT)
    assert ended.returncode != 0
    assert "is not the folder of a built site" in ended.stderr


def test_the_index_of_words_has_each_letter_once(by_mkdocs: Path) -> None:
    headings = re.findall(r"<h2[^>]*>([^<]+)", (by_mkdocs / "terms/index.html").read_text("utf-8"))
    assert headings == list(dict.fromkeys(headings)) != []


def test_a_term_names_each_rule_once_and_nothing_is_between_its_links(by_mkdocs: Path) -> None:
    """Each is a cell of a grid, so a comma between them would be one, too."""
    items = re.findall(
        r'<li><span class="term">.*?</span>(.*?)</li>', (by_mkdocs / "terms/index.html").read_text("utf-8")
    )
    assert len(items) > 100
    for item in items:
        links = re.findall(r'href="([^"]+)"', item)
        assert links == list(dict.fromkeys(links)) != []
        assert re.sub(r"<a .*?</a>", "", item).strip() == ""


LAB_LIMIT = 150_000
"""Characters of a lab's page."""


@pytest.mark.usefixtures("guide_labs")
@pytest.mark.parametrize("path", lab_text.labs(Project.load(ROOT)), ids=lambda path: path.stem)
def test_both_builders_show_a_lab_and_keep_it_light(by_mkdocs: Path, by_zensical: Path, path: Path) -> None:
    result = labs.result_of(path, Project.load(ROOT))
    parts = lab_page.page_parts(path, result, Project.load(ROOT))
    drawn = [plain(text) for kind, text in parts if kind == "html"]
    assert any("<details" in figure for figure in drawn)
    for site in (by_mkdocs, by_zensical):
        page = site / "labs" / path.stem / "index.html"
        html = page.read_text("utf-8")
        assert [figure for figure in drawn if figure not in plain(html)] == []
        assert "Traceback" not in html
        assert len(html) < LAB_LIMIT
        assert not re.search(r"""<(script|img|iframe)[^>]*src=["']?(https?:)?//|<link[^>]*stylesheet[^>]*//""", html)
        file = re.search(r'href="([^"]+)"[^>]*>Text', html)
        assert file is not None
        assert (page.parent / file[1]).read_text("utf-8") == path.read_text("utf-8")
        notebook = re.search(rf'download="{path.stem}.ipynb" href="data:[^,]*;base64,([^"]+)"', html)
        assert notebook is not None
        assert json.loads(base64.b64decode(notebook[1]))["nbformat"] == 4


def plain(html: str) -> str:
    """HTML without what Zensical's search takes out as it reads it."""
    return re.sub(r' data-search-exclude(="")?', "", html)


ERRORS = {
    "::: lab nothing_of_that_name": "there is no lab 'nothing_of_that_name' in docs/labs/",
    "::: rule loading/nothing_of_that_name": "there is no rule 'loading/nothing_of_that_name'",
    "So {{ loading/n_plus_one/dont colour }}.": "{{ loading/n_plus_one/dont colour }}: there is no value",
}
"""Lines of a page, and what is said of them."""


@pytest.fixture
def small_guide(tmp_path: Path) -> Path:
    """A copy of the guide with one rule and one page, `docs/index.md`, yet to be written."""
    copied(tmp_path, "mkdocs.yml", "pyproject.toml", "harness", "docs/assets", "theme", "environments")
    copied(tmp_path, "snippets/loading/n_plus_one", "snippets/domain.py", "snippets/domain_database.py")
    config = (tmp_path / "mkdocs.yml").read_text()
    (tmp_path / "mkdocs.yml").write_text(re.sub(r"^(nav|watch):\n(  .*\n)+", "", config, flags=re.M))
    return tmp_path


def test_each_error_in_a_page_is_a_warning_for_which_make_test_fails(small_guide: Path) -> None:
    lines = "\n\n".join(ERRORS)
    (small_guide / "docs/index.md").write_text(f"---\ntitle: Start\n---\n{lines}\n")
    built = build(*SITE.command, cwd=small_guide)
    said = built.stdout + built.stderr
    for number, message in enumerate(ERRORS.values()):
        assert f"WARNING -  docs/index.md:{4 + 2 * number}: {message}" in said
    assert f"Aborted with {len(ERRORS)} warnings in strict mode!" in said
    assert built.returncode != 0


@pytest.mark.parametrize("line", ERRORS)
def test_an_error_in_a_page_ends_a_strict_build_by_zensical(small_guide: Path, line: str) -> None:
    (small_guide / "docs/index.md").write_text(f"---\ntitle: Start\n---\n{line}\n")
    built = build("zensical", "build", "--strict", cwd=small_guide)
    assert built.returncode != 0
    assert f"docs/index.md:4: {ERRORS[line]}" in built.stdout + built.stderr
