"""The site by keyboard alone: every stop is seen, in order, and everything can be reached and worked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import PHONE
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.slow

WHERE = """() => {
  const at = document.activeElement;
  if (at === document.body) return null;
  const folds = at.matches(".md-nav__toggle") && (at.checked ? at.parentElement.querySelector(".md-nav > .md-nav__title") : at.nextElementSibling);
  const shown = folds || (at.matches(".md-option") ? at.nextElementSibling : at.matches(".md-search__input") ? at.form : at);
  const box = shown.getClientRects()[0] || shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1 || shown === at.form && document.getElementById("__search").checked;
  const [x, y] = [Math.min(Math.max(box.x + Math.min(box.width, 20) / 2, 1), innerWidth - 1), box.y + Math.min(box.height, 20) / 2];
  const top = document.elementFromPoint(x, y);
  window.order = [...(window.order || []), at];
  const [before, after] = window.order.slice(-2);
  const troubles = [];
  if (!ring) troubles.push("no ring");
  if (!top || !(shown.contains(top) || top.contains(shown))) troubles.push(`out of sight or covered by ${top?.className}`);
  if (after && !(before.compareDocumentPosition(after) & Node.DOCUMENT_POSITION_FOLLOWING)) troubles.push("out of order");
  return troubles.length ? `${at.outerHTML.slice(0, 100)}: ${troubles.join(", ")}` : "";
}"""
SEARCH_IS_OPEN = (
    """() => !document.activeElement.matches(".md-search__input") || document.querySelector("#__search").checked"""
)
"""The theme opens the search a moment after its field has the focus."""
MANY = 400


def tab_to(page: Page, selector: str, limit: int = 120) -> None:
    """Press Tab until the element that a selector names has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{limit} times Tab do not reach {selector}")


def walked(page: Page) -> tuple[int, list[str]]:
    """Tab through the whole page: how many places it stops at, and what is wrong with some. It ends where the page ends."""
    found: list[str] = []
    for stops in range(MANY):
        page.keyboard.press("Tab")
        page.wait_for_function(SEARCH_IS_OPEN)
        trouble = page.evaluate(WHERE)
        if trouble is None:
            return stops, found
        if trouble:
            found.append(trouble)
    raise AssertionError(
        f"{MANY} times Tab, and no end: {page.evaluate('document.activeElement.outerHTML.slice(0, 200)')}"
    )


@pytest.mark.parametrize("path", ["", "path/", "circular/", "circular/mutual_keys/", "environments/", "labs/inserts/"])
def test_tab_goes_through_a_page_in_order_and_every_stop_is_seen(page: Page, site: str, path: str) -> None:
    page.goto(site + path, wait_until="load")
    page.wait_for_function(
        "() => !document.querySelector('.snippet > .listing') || document.querySelector('.md-code__button')"
    )
    stops, troubles = walked(page)
    assert troubles == []
    assert stops > 30


def test_on_a_phone_tab_stops_at_nothing_that_is_hidden(new_page: NewPage, site: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{site}path/", wait_until="load")
    stops, troubles = walked(page)
    assert troubles == []
    assert stops > 30


@pytest.mark.parametrize("width", [390, 640], ids=["phone", "laptop, enlarged to twice its size"])
def test_the_menu_of_a_narrow_page_works_by_keyboard(new_page: NewPage, site: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    page.goto(f"{site}errors/", wait_until="load")
    menu = page.get_by_role("button", name="Menu")
    chapters = page.get_by_role("checkbox", name="Chapters")
    tab_to(page, ".menu-button")
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.querySelector('.md-sidebar--primary').contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Space")
    expect(menu).to_have_attribute("aria-expanded", "true")
    while not chapters.evaluate("each => each === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(chapters).to_be_checked()
    tab_to(page, ".md-sidebar--primary a[href$='sessions/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}sessions/")


def test_the_first_tab_skips_to_the_content(page: Page, site: str) -> None:
    page.goto(f"{site}models/uuid_key/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_copying_unfolding_and_the_scheme_work_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}loading/n_plus_one/", wait_until="load")
    tab_to(page, ".md-option")
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    button = "#n_plus_one-dont > .listing .md-code__button"
    tab_to(page, button)
    expect(page.locator(button)).to_have_accessible_name("Copy to clipboard: dont.py")
    page.keyboard.press("Enter")
    page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('select(Project)'))")
    tab_to(page, "#n_plus_one-dont details > summary")
    folded = page.locator("#n_plus_one-dont details").first
    page.keyboard.press("Enter")
    expect(folded).to_have_attribute("open", "")
    page.keyboard.press("Space")
    expect(folded).not_to_have_attribute("open", "")


def test_the_search_works_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}models/")
    page.keyboard.press("/")
    page.keyboard.type("too many queries")
    first = page.locator(".rule-hits a").first
    first.wait_for()
    address = first.evaluate("each => each.href")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(address)
