"""axe finds nothing to complain about, in light and dark, on a laptop and on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib.resources import files
from itertools import cycle
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.browsing import LAPTOP, PHONE, pages_of
from tests.browser.conftest import NewPage
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

EVERY = os.environ.get("GUIDE_BROWSER") == "every"
"""Whether to look at every page in every way, which takes many minutes."""

Scheme = Literal["light", "dark"]
LOOKS: list[tuple[Scheme, str]] = [("light", "laptop"), ("dark", "phone"), ("light", "phone"), ("dark", "laptop")]
SCHEMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""What the theme calls them."""
KINDS = ("errors/", "loading/n_plus_one/")
"""Pages that are looked at in every way."""
OTHERS = ("", "bulk/all/", "circular/mutual_keys/", "labs/inserts/", "labs/tour/", "migrations/", "web/conflict/")
"""Pages that are looked at in one way each, and so are the pages at the root. The rest is made like these."""

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


def chosen(paths: list[str]) -> list[str]:
    """The pages to look at."""
    if EVERY:
        return paths
    return [path for path in paths if path in KINDS or path in OTHERS or (path.count("/") == 1 and not chapter(path))]


def chapter(path: str) -> bool:
    return (ROOT / "snippets" / path).is_dir()


def schemes_of(paths: list[str], width: str) -> dict[str, list[Scheme]]:
    """By page: the colors in which it is to be looked at in this width."""
    turn = cycle(LOOKS)
    looks = {path: LOOKS if EVERY or path in KINDS else [next(turn)] for path in chosen(paths)}
    return {path: [scheme for scheme, w in each if w == width] for path, each in looks.items()}


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


def page_with_axe(new_page: NewPage, viewport: ViewportSize) -> Page:
    """The site's policy lets no other script in, so it is lifted."""
    page = new_page(viewport=viewport, bypass_csp=True)
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


@pytest.mark.parametrize(("width", "viewport"), [("laptop", LAPTOP), ("phone", PHONE)])
def test_axe_finds_nothing(new_page: NewPage, by_mkdocs: Path, site: str, width: str, viewport: ViewportSize) -> None:
    found = {}
    page = page_with_axe(new_page, viewport)
    for path, schemes in schemes_of(pages_of(by_mkdocs), width).items():
        if schemes:
            prepare(page, site + path)
            found[path] = violations(page, schemes)
    assert {path: said for path, said in found.items() if said} == {}


@pytest.mark.parametrize("path", ["circular/mutual_keys/", "environments/"])
def test_axe_finds_nothing_where_outcomes_differ(new_page: NewPage, site: str, path: str) -> None:
    page = page_with_axe(new_page, LAPTOP)
    page.goto(site)
    page.evaluate("localStorage.setItem('guide.environment', 'postgresql')")
    prepare(page, site + path)
    assert violations(page) == {}


def test_axe_finds_nothing_in_an_open_editor(new_page: NewPage, site: str) -> None:
    """With all that a run shows below it: evidence, rows, and plans."""
    page = page_with_axe(new_page, LAPTOP)
    page.goto(f"{site}loading/n_plus_one/")
    do = page.locator("#n_plus_one-do")
    do.locator(".run-bar").get_by_role("button", name="Edit", exact=True).press("Enter")
    editor = do.locator(".cm-content")
    expect(editor).to_be_focused()
    editor.press("Control+Enter")
    expect(do.locator(".plans")).to_be_visible()
    unfold(page)
    assert violations(page) == {}
