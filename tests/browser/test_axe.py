"""axe finds nothing to complain about, in light and dark, on a laptop and on a phone."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from itertools import cycle, product
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import LAPTOP, PHONE, pages_of
from tests.browser.conftest import NewPage
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

Scheme = Literal["light", "dark"]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""What the theme calls them."""
LOOKS = tuple(product((LAPTOP, PHONE), SCHEMES))
DEEPER = ("bulk/all/", "circular/mutual_keys/", "labs/inserts/", "labs/tour/", "loading/n_plus_one/", "migrations/")
"""Pages that are looked at beside those at the root of the site. The rest is made like these."""

# A listing has thousands of spans. Of those with the same classes from the root down, which look the same, axe gets one.
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


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def prepare(page: Page, address: str) -> None:
    """Load a page and unfold it, for axe."""
    page.goto(address, wait_until="load")
    unfold(page)
    page.evaluate(ONE_OF_EACH)


def put_on(page: Page, scheme: Scheme) -> None:
    """Have the page in these colors, as a reader does by its control, and wait until they are drawn."""
    page.emulate_media(color_scheme=scheme)
    body = page.locator("body")
    if body.get_attribute("data-md-color-scheme") != SCHEMES[scheme]:
        # The control may be out of sight, below the title of a page.
        page.locator("label[title^='Switch to']:not([hidden])").dispatch_event("click")
    expect(body).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
    page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))")


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page with axe. The site's policy lets no other script in, so it is lifted."""
    page = new_page(bypass_csp=True)
    page.add_init_script(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    return page


def violations(page: Page, schemes: Iterable[Scheme] = tuple(SCHEMES)) -> dict[Scheme, list[str]]:
    """What axe finds on a page in each of the colors, where it finds something."""
    found = {}
    for scheme in schemes:
        put_on(page, scheme)
        if said := page.evaluate(RUN):
            found[scheme] = said
    return found


def test_axe_finds_nothing(page: Page, by_mkdocs: Path, site: str) -> None:
    found = {}
    at_root = [path for path in pages_of(by_mkdocs) if path.count("/") < 2 and not (ROOT / "snippets" / path).is_dir()]
    for path, (viewport, scheme) in zip(["", *at_root, *DEEPER], cycle(LOOKS), strict=False):
        page.set_viewport_size(viewport)
        prepare(page, site + path)
        found[path] = violations(page, [scheme])
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("path", ["circular/mutual_keys/", "environments/"])
def test_axe_finds_nothing_where_outcomes_differ(page: Page, site: str, path: str) -> None:
    page.goto(site)
    page.evaluate("localStorage.setItem('guide.environment', 'postgresql')")
    prepare(page, site + path)
    assert violations(page) == {}


def test_axe_finds_nothing_in_an_open_editor(page: Page, site: str) -> None:
    """With all that a run shows below it: evidence, rows, and plans."""
    page.goto(f"{site}loading/n_plus_one/")
    do = page.locator("#n_plus_one-do")
    do.locator(".run-bar").get_by_role("button", name="Edit", exact=True).press("Enter")
    editor = do.locator(".cm-content")
    expect(editor).to_be_focused()
    editor.press("Control+Enter")
    expect(do.locator(".plans")).to_be_visible()
    unfold(page)
    assert violations(page) == {}
