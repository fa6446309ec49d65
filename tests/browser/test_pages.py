"""What works on single pages: copying, permanent and old addresses, filters, the menu, light and dark, no scripts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import PHONE, served
from tests.browser.conftest import NewPage
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

RULE = "loading/n_plus_one/"
COPIED = "(start) => navigator.clipboard.readText().then((text) => text.startsWith(start))"


def copied(page: Page, start: str) -> str:
    """The clipboard's text once it starts like this: what was there before may be read for a moment longer."""
    page.wait_for_function(COPIED, arg=start)
    return str(page.evaluate("navigator.clipboard.readText()"))


# Copying


def test_each_button_copies_what_is_beside_it_and_no_evidence(page: Page, site: str) -> None:
    """The part that is shown, the SQL of its lines, and the whole file, as it can be run."""
    page.goto(site + RULE)
    figure = page.locator("#n_plus_one-dont_growing")
    for summary in figure.locator("summary").all():
        summary.click()
    figure.locator("> .listing .md-code__button").click()
    shown = copied(page, "engine = new_database(")
    figure.locator(".sql .highlight").first.locator(".md-code__button").click()
    copied(page, "SELECT project.name")
    figure.locator(".whole .highlight .md-code__button").click()
    whole = copied(page, "from sqlalchemy")
    assert "statements" not in shown
    assert whole == (ROOT / "snippets/loading/n_plus_one/dont_growing.py").read_text("utf-8").rstrip("\n")


def test_the_mark_beside_a_heading_copies_its_address(page: Page, site: str) -> None:
    page.goto(f"{site}loading/")
    heading = page.locator("h2#which_loader")
    heading.hover()
    heading.get_by_role("link").click()
    expect(page.get_by_text("Link copied", exact=True)).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site}loading/#which_loader" == page.url


def test_a_rule_can_be_linked_to_and_copied_as_markdown(page: Page, site: str, by_mkdocs: Path) -> None:
    page.goto(site + RULE)
    page.get_by_role("button", name="Copy link").click()
    assert copied(page, "http") == "http://127.0.0.1/guide/loading/n_plus_one/"
    page.get_by_role("button", name="Copy as Markdown").click()
    assert copied(page, "# Fix") == (by_mkdocs / "loading/n_plus_one.md").read_text("utf-8")


# Addresses


@pytest.mark.parametrize("below", ["guide/", ""], ids=["where it was built for", "at the root"])
def test_an_address_that_does_not_exist_helps(page: Page, by_mkdocs: Path, below: str) -> None:
    with served(by_mkdocs.parent if below else by_mkdocs) as address:
        page.goto(f"{address}{below}loading/n-plus-one.html")
        page.locator(".missing a").first.click()
        expect(page).to_have_url(f"{address}{below}loading/n_plus_one/")
        page.goto(f"{address}{below}no/such/page/")
        page.get_by_role("article").get_by_role("link", name="Find an error").click()
        expect(page).to_have_url(f"{address}{below}errors/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("loading/#n_plus_one", "loading/n_plus_one/"),
        ("loading/#n_plus_one-dont_growing", "loading/n_plus_one/#n_plus_one-dont_growing"),
        ("inheritance/#kind_in_the_key", "inheritance/joined_table/#kind_in_the_key"),
        ("loading/#which_loader", "loading/#which_loader"),
    ],
)
def test_an_address_from_when_a_chapter_was_one_page_leads_to_the_rule(
    page: Page, site: str, old: str, new: str
) -> None:
    page.goto(f"{site}{old}")
    expect(page).to_have_url(f"{site}{new}")


# Security


def test_the_policy_lets_no_other_script_run(page: Page, site: str, by_mkdocs: Path) -> None:
    html = (by_mkdocs / "index.html").read_text("utf-8")
    html = html.replace("</body>", "<script>window.stranger = true</script></body>")
    page.route(site, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site)
    assert page.evaluate("window.stranger") is None
    assert page.evaluate("fetch('https://example.org/').then(() => 'asked', () => 'refused')") == "refused"


# Filters, the menu, light and dark


def test_the_reference_is_narrowed_and_the_choice_stays_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}reference/")
    page.get_by_label("Evidence").select_option("statements")
    page.locator("select[name=chapter]").select_option("Loading related objects")
    rows = page.locator(".reference li:visible")
    few = rows.count()
    assert 0 < few < page.locator(".reference li").count() / 4
    expect(rows.first.get_by_role("link")).to_have_attribute("href", re.compile("loading/n_plus_one/$"))
    page.reload()
    expect(rows).to_have_count(few)
    page.get_by_label("Filter").fill("no rule holds these words")
    expect(rows).to_have_count(0)


WITHOUT_MARK = """heading => [...heading.childNodes].filter(each => !each.matches?.(".headerlink"))
  .map(each => each.textContent).join("").trim()"""


def test_headings_and_figures_are_named_for_readers_who_hear_them(page: Page, site: str) -> None:
    page.goto(f"{site}loading/lazy_after_close/")
    title = page.locator("h1").evaluate(WITHOUT_MARK)
    expect(page.locator("h1")).to_have_accessible_name(title)
    expect(page.locator("h1 .headerlink")).to_have_accessible_name(f"Link to this place, and copy it: {title}")
    expect(page.locator("#lazy_after_close-dont")).to_have_accessible_name("DON'T raises DetachedInstanceError dont.py")
    expect(page.locator("#lazy_after_close-do")).to_have_accessible_name("DO passes do.py")
    changed = page.locator("#lazy_after_close-do").get_by_role("insertion")
    assert any("selectinload" in each for each in changed.all_inner_texts())


# Without scripts


def test_pages_are_whole_without_scripts(new_page: NewPage, site: str) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"{site}loading/lazy_after_close/")
    figure = page.locator("#lazy_after_close-dont")
    for words in ("raises DetachedInstanceError", "is not bound to a Session"):
        expect(figure.get_by_text(words).first).to_be_visible()
    expect(page.locator(".environment-choice")).to_be_hidden()
    figure.locator("summary").first.click()
    expect(figure.locator("details .line").first).to_be_visible()
    page.goto(f"{site}circular/mutual_keys/")
    elsewhere = page.locator("details[data-environment=postgresql]")
    elsewhere.locator("summary").click()
    expect(elsewhere.locator("td").first).to_be_visible()
    page.goto(f"{site}loading/#raiseload")
    expect(page.locator("#raiseload a")).to_be_in_viewport()
    page.goto(f"{site}errors/")
    expect(page.get_by_text("is not bound to a Session; lazy load operation").first).to_be_visible()
    expect(page.locator(".error-form")).to_be_hidden()
    page.goto(f"{site}reference/")
    expect(page.locator(".ref-filter")).to_be_hidden()
    assert page.locator(".reference li:visible").count() == page.locator(".reference li").count() > 100
    page.goto(f"{site}path/")
    expect(page.get_by_role("article").get_by_role("link", name="Models", exact=True)).to_be_visible()
    assert page.locator(".ticks input").count() == 0
    page.locator("label.md-header__button[for=__drawer]").click()
    page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Quick reference").click()
    expect(page).to_have_url(f"{site}reference/")
