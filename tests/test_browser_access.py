"""The site for those who do not see it, do not point at it, or hold it in one hand. axe looks at what it can."""

from __future__ import annotations

import os
from importlib.resources import files
from itertools import cycle
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.test_browser import LAPTOP, PHONE, pages_of

EVERY = os.environ.get("GUIDE_BROWSER") == "every"
"""Whether every page is looked at in both schemes at both widths, as `make slow` asks."""

LOOKS = [("light", "laptop"), ("dark", "phone"), ("light", "phone"), ("dark", "laptop")]
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


def schemes_of(paths: list[str], width: str) -> dict[str, list[str]]:
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


def put_on(page: Page, scheme: str) -> None:
    """Have the page in these colours, as a reader does by its control, and wait until they are drawn."""
    page.emulate_media(color_scheme=scheme)
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != SCHEMES[scheme]:
        # Its control may be out of sight, below the title of a page.
        page.locator("label[title^='Switch to']:not([hidden])").dispatch_event("click")
    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")


def test_the_phone_has_a_menu_and_no_page_scrolls_sideways(browser: Browser, by_mkdocs: Path, site: str) -> None:
    wide = []
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        for path in [each.lstrip("/") for each in pages_of(by_mkdocs)]:
            page.goto(f"{site}{path}", wait_until="domcontentloaded")
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(path)
        page.goto(site)
        page.locator("label.md-header__button[for=__drawer]").click()
        page.get_by_role("navigation", name="Navigation").get_by_role("link", name="Find an error").click()
        expect(page).to_have_url(f"{site}errors/")
    assert wide == []


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
    expect(page).to_have_url(f"{site}loading/#lazy_after_close")
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
