"""The site for those who do not see it, do not point at it, or hold it in one hand. axe looks at what it can."""

from __future__ import annotations

import os
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.test_browser import LAPTOP, PHONE, pages_of

pytestmark = [pytest.mark.slow, pytest.mark.outdated]

EVERY = os.environ.get("GUIDE_BROWSER") == "every"
"""Whether every page is looked at in both schemes at both widths, as `make slow` asks."""

Scheme = Literal["light", "dark"]
LOOKS: list[tuple[Scheme, str]] = [("light", "laptop"), ("dark", "phone"), ("light", "phone"), ("dark", "laptop")]
SCHEMES = {"light": "default", "dark": "slate"}
"""What the theme calls them."""
KINDS = ("", "errors/")
"""Pages that are looked at in every way in each run; the others each in one way, a different one by turns."""

# A listing has thousands of spans. Of those with the same classes from the root down, which so look the same, axe gets one.
ONE_OF_EACH = """() => {
  const seen = new Set();
  for (const pre of document.querySelectorAll("pre, .reference li, .terms li, .error-list li")) {
    for (const each of [...pre.querySelectorAll("*")].reverse()) {
      let path = "";
      for (let at = each; at && at !== document.body; at = at.parentElement) path += `>${at.tagName}.${at.className}`;
      if (each.children.length === 0 && seen.has(path) && each.closest("a, button") === null) each.remove();
      else seen.add(path);
    }
  }
}"""
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html).join(' | ')))"


def schemes_of(paths: list[str], width: str) -> dict[str, list[Scheme]]:
    """By page: the colours in which it is to be looked at in this width."""
    turn = cycle(LOOKS)
    looks = {path: LOOKS if EVERY or path in KINDS else [next(turn)] for path in paths}
    return {path: [scheme for scheme, w in each if w == width] for path, each in looks.items()}


@pytest.mark.parametrize(("width", "viewport"), [("laptop", LAPTOP), ("phone", PHONE)])
def test_axe_finds_nothing(browser: Browser, by_mkdocs: Path, site: str, width: str, viewport: ViewportSize) -> None:
    """Each page is loaded once for its looks. The policy lets no other script in, so it is lifted for axe."""
    found = {}
    with browser.new_context(viewport=viewport, reduced_motion="reduce", bypass_csp=True) as context:
        context.add_init_script(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
        page = context.new_page()
        for path, schemes in schemes_of([each.lstrip("/") for each in pages_of(by_mkdocs)], width).items():
            if not schemes:
                continue
            page.goto(f"{site}{path}", wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            page.evaluate(ONE_OF_EACH)
            for scheme in schemes:
                put_on(page, scheme)
                violations = page.evaluate(RUN)
                if violations:
                    found[path, scheme] = violations
    assert found == {}


def put_on(page: Page, scheme: Scheme) -> None:
    """Have the page in these colours, as a reader does by its control, and wait until they are drawn."""
    page.emulate_media(color_scheme=scheme)
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != SCHEMES[scheme]:
        # Its control may be out of sight, below the title of a page.
        page.locator("label[title^='Switch to']:not([hidden])").dispatch_event("click")
    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")


def test_the_phone_has_a_menu(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Find an error").click()
        expect(page).to_have_url(f"{site}errors/")


def test_light_and_dark_are_a_choice_that_stays(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP, color_scheme="light") as context:
        page = context.new_page()
        page.goto(site)
        body = page.locator("body")
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.get_by_title("Switch to dark").click()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.goto(f"{site}loading/")
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.reload()
        expect(body).to_have_attribute("data-md-color-scheme", "slate")
        page.get_by_title("Switch to light").click()
        page.goto(f"{site}path/")
        expect(body).to_have_attribute("data-md-color-scheme", "default")


def tab_to(page: Page, selector: str, limit: int = 120) -> None:
    """Press Tab until the element that a selector names has the focus."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{limit} times Tab do not reach {selector}")


def test_an_error_is_found_by_keyboard_alone(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(f"{site}errors/")
    tab_to(page, "#error-text")
    page.keyboard.insert_text(
        "sqlalchemy.orm.exc.DetachedInstanceError: Parent instance <A> is not bound to a Session; lazy load"
    )
    expect(page.locator(".error-found a").first).to_be_visible()
    tab_to(page, ".error-found a")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site}loading/lazy_after_close/")
    page.close()


def test_ticks_and_filters_work_by_keyboard(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(f"{site}path/")
    tab_to(page, ".ticks input")
    page.keyboard.press("Space")
    expect(page.locator(".ticks input").first).to_be_checked()
    page.goto(f"{site}reference/")
    tab_to(page, "input[name=words]")
    page.keyboard.type("upsert")
    expect(page.locator(".ref-count")).to_contain_text("1 of")
    page.close()


# Everything by keyboard

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


def walked(page: Page) -> tuple[int, list[str]]:
    """Tab through the whole page: how many places it stops at, and what is wrong with some. It ends where the page ends."""
    found: list[str] = []
    for stops in range(MANY):
        page.keyboard.press("Tab")
        page.wait_for_function(SEARCH_IS_OPEN)
        said = page.evaluate(WHERE)
        if said is None:
            return stops, found
        if said:
            found.append(said)
    raise AssertionError(
        f"{MANY} times Tab, and no end: {page.evaluate('document.activeElement.outerHTML.slice(0, 200)')}"
    )


@pytest.mark.parametrize("path", ["", "path/", "circular/", "environments/", "labs/inserts/", "psql/"])
def test_tab_goes_through_a_page_in_order_and_every_stop_is_seen(browser: Browser, site: str, path: str) -> None:
    with browser.new_context(viewport=LAPTOP, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(site + path, wait_until="load")
        page.wait_for_function(
            "() => !document.querySelector('.snippet > .listing') || document.querySelector('.md-code__button')"
        )
        stops, troubles = walked(page)
        assert troubles == []
        assert stops > 40


def test_on_a_phone_tab_stops_at_nothing_that_is_hidden(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=PHONE, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site}path/", wait_until="load")
        stops, troubles = walked(page)
        assert troubles == []
        assert stops > 30


def test_the_menu_of_a_narrow_page_works_by_keyboard(browser: Browser, site: str) -> None:
    """A phone, and a laptop whose page is enlarged to twice its size."""
    for width in (390, 640):
        with browser.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce") as context:
            page = context.new_page()
            page.goto(f"{site}loading/", wait_until="load")
            menu = page.get_by_role("button", name="Menu")
            chapters = page.get_by_role("checkbox", name="Chapters")
            tab_to(page, ".menu-button")
            expect(menu).to_have_attribute("aria-expanded", "false")
            page.keyboard.press("Enter")
            expect(menu).to_have_attribute("aria-expanded", "true")
            expect(chapters).to_be_focused()
            expect(page.get_by_role("link", name="Sessions and transactions", exact=True)).to_be_visible()
            page.keyboard.press("Escape")
            expect(menu).to_be_focused()
            expect(menu).to_have_attribute("aria-expanded", "false")
            page.keyboard.press("Space")
            expect(chapters).to_be_focused()
            page.keyboard.press("Space")
            expect(chapters).not_to_be_checked()
            page.keyboard.press("Tab")
            expect(page.get_by_role("checkbox", name="Labs")).to_be_focused()
            page.keyboard.press("Space")
            tab_to(page, "a[href$='labs/tour/']")
            page.keyboard.press("Enter")
            expect(page).to_have_url(f"{site}labs/tour/")


def test_the_first_tab_skips_to_the_content(browser: Browser, site: str) -> None:
    page = browser.new_page(viewport=LAPTOP)
    page.goto(f"{site}models/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")
    page.close()


def test_copying_unfolding_and_the_scheme_work_by_keyboard(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        tab_to(page, ".md-option")
        page.keyboard.press("Space")
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
        tab_to(page, "#n_plus_one-dont > .listing .md-code__button")
        expect(page.locator("#n_plus_one-dont > .listing .md-code__button")).to_have_accessible_name(
            "Copy to clipboard: dont.py"
        )
        page.keyboard.press("Enter")
        page.wait_for_function("() => navigator.clipboard.readText().then(text => text.includes('select(Project)'))")
        tab_to(page, "#n_plus_one-dont details.sql > summary")
        folded = page.locator("#n_plus_one-dont details.sql")
        page.keyboard.press("Enter")
        expect(folded).to_have_attribute("open", "")
        page.keyboard.press("Space")
        expect(folded).not_to_have_attribute("open", "")


# For those who hear the page

STRUCTURE = """() => {
  const troubles = [];
  const named = each => each.getAttribute("aria-label") || each.textContent.trim();
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(each => Number(each.tagName[1]));
  if (levels.filter(level => level === 1).length !== 1 || levels[0] !== 1) troubles.push(`levels of headings ${levels.slice(0, 5)}`);
  levels.forEach((level, at) => { if (at && level > levels[at - 1] + 1) troubles.push(`h${levels[at - 1]} is followed by h${level}`); });
  for (const each of document.querySelectorAll("h1, h2, h3, h4")) if (!named(each) || named(each).includes("¶")) troubles.push(`heading ${named(each)}`);
  for (const [what, many] of [["main", 1], ["body > header", 1], ["footer", 1], ["article", 1]]) {
    if (document.querySelectorAll(what).length !== many) troubles.push(`${what}: ${document.querySelectorAll(what).length}`);
  }
  for (const each of document.querySelectorAll("nav:not([role])")) {
    if (!each.ariaLabel && !document.getElementById(each.getAttribute("aria-labelledby"))) troubles.push(`a nav has no name: ${each.className}`);
  }
  for (const each of document.querySelectorAll("article :is(img, svg, figure.picture, .plot)")) {
    const hidden = each.closest("[aria-hidden=true], [role=img][aria-label]") !== null;
    const words = each.getAttribute("alt") || each.ariaLabel || each.querySelector("title, figcaption")?.textContent.trim();
    if (!hidden && !words) troubles.push(`a picture without words: ${each.outerHTML.slice(0, 120)}`);
  }
  const links = [...document.querySelectorAll("article a[href]")];
  for (const each of links) if (!(each.ariaLabel || each.textContent.trim()) || each.ariaLabel === "¶" || (!each.ariaLabel && each.textContent === "¶")) troubles.push(`link ${each.outerHTML.slice(0, 100)}`);
  for (const each of document.querySelectorAll("button")) if (!(each.ariaLabel || each.title || each.textContent.trim())) troubles.push(`button ${each.outerHTML.slice(0, 100)}`);
  for (const each of document.querySelectorAll("article :is(input, select, textarea)")) if (!each.ariaLabel && !each.labels?.length) troubles.push(`field ${each.outerHTML.slice(0, 100)}`);
  if (document.documentElement.lang !== "en") troubles.push("no language");
  return troubles;
}"""


def test_headings_landmarks_pictures_and_links_say_what_they_are(browser: Browser, by_mkdocs: Path, site: str) -> None:
    found = {}
    with browser.new_context(viewport=LAPTOP) as context:
        page = context.new_page()
        for path in [*pages_of(by_mkdocs), "404.html"]:
            page.goto(site + path.lstrip("/"), wait_until="load")
            troubles = page.evaluate(STRUCTURE)
            if troubles:
                found[path] = troubles
    assert found == {}


def test_a_heading_is_read_without_its_mark_and_a_figure_with_what_it_shows(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP) as context:
        page = context.new_page()
        page.goto(f"{site}loading/")
        expect(page.locator("#lazy_after_close")).to_have_accessible_name(
            "Load relationships before the session closes"
        )
        expect(page.locator("#lazy_after_close-dont")).to_have_accessible_name(
            "DON'T raises DetachedInstanceError dont.py"
        )
        expect(page.locator("#lazy_after_close-do")).to_have_accessible_name("DO passes do.py")
        expect(page.locator("#lazy_after_close .headerlink")).to_have_accessible_name(
            "Link to this place, and copy it: Load relationships before the session closes"
        )
        changed = page.locator("#lazy_after_close-do").get_by_role("insertion")
        assert ["selectinload" in each for each in changed.all_inner_texts()].count(True) >= 1


# Without scripts


def test_pages_are_whole_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}loading/lazy_after_close/")
        figure = page.locator("#lazy_after_close-dont")
        expect(page.locator("#lazy_after_close")).to_be_in_viewport()
        for words in ("raises DetachedInstanceError", "is not bound to a Session"):
            expect(figure.get_by_text(words).first).to_be_visible()
        expect(page.locator(".environment-choice")).to_be_hidden()
        figure.locator("summary").first.click()
        expect(figure.locator("details .line").first).to_be_visible()
        page.goto(f"{site}reference/")
        expect(page.locator(".ref-filter")).to_be_hidden()
        assert page.locator(".reference li:visible").count() == page.locator(".reference li").count() > 100
        page.goto(f"{site}path/")
        expect(page.get_by_role("article").get_by_role("link", name="Models", exact=True)).to_be_visible()
        assert page.locator(".ticks input").count() == 0
        page.locator("label.md-header__button[for=__drawer]").click()
        page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Quick reference").click()
        expect(page).to_have_url(f"{site}reference/")
