"""How pages look, where a browser can tell: on a phone, on paper, and while they load."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.test_browser import pages_of

SHIFTS = "new PerformanceObserver(list => { for (const each of list.getEntries()) window.shift = (window.shift || 0) + each.value })"


def test_nothing_scrolls_sideways_on_a_narrow_phone(browser: Browser, by_mkdocs: Path, site: str) -> None:
    wide = []
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        for path in pages_of(by_mkdocs):
            page.goto(site + path.lstrip("/"), wait_until="load")
            width = page.evaluate("document.documentElement.scrollWidth")
            cut = page.evaluate(
                "[...document.querySelectorAll('.listing')].filter(e => e.scrollWidth > e.clientWidth + 1).length"
            )
            if width > 360 or cut:
                wide.append((path, width, cut))
    assert wide == []


def test_bars_have_room_on_a_phone(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{site}labs/inserts/", wait_until="load")
        widths = page.evaluate(
            "[...document.querySelectorAll('.plot .bar i')].map(e => e.getBoundingClientRect().width)"
        )
    assert len(widths) == 5
    assert widths[0] == max(widths) > 100
    assert widths[-1] == min(widths)


def test_a_dark_screen_prints_dark_letters_on_light_paper(browser: Browser, site: str) -> None:
    with browser.new_context(color_scheme="dark", reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{site}sessions/", wait_until="load")
        colours = (
            "['color', 'backgroundColor'].map(of => getComputedStyle(document.querySelector('figure.snippet'))[of])"
        )
        light_on_dark = page.evaluate(colours)
        page.emulate_media(media="print")
        dark_on_light = page.evaluate(colours)
    brightness = [[sum(map(int, rgb[4:-1].split(",")[:3])) for rgb in pair] for pair in (light_on_dark, dark_on_light)]
    assert brightness[0][0] > 500 > 200 > brightness[0][1]
    assert brightness[1][0] < 200 < 700 < brightness[1][1]


@pytest.mark.parametrize("path", ["", "loading/", "models/"])
def test_the_layout_does_not_shift(browser: Browser, site: str, path: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.add_init_script(f"{SHIFTS}.observe({{type: 'layout-shift', buffered: true}})")
        page.goto(site + path, wait_until="networkidle")
        assert page.evaluate("window.shift || 0") < 0.01


def test_what_an_arrow_shows_is_said(browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{site}sessions/", wait_until="load")
        steps = page.get_by_role("list").filter(has_text="make_transient(project)").get_by_role("listitem")
        assert steps.all_inner_texts()[0].startswith("detached to transient:")
        assert page.locator(".lanes .arrow").first.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("width", [1220, 1280, 1366, 1440, 1536, 1920])
def test_dont_and_do_stand_beside_each_other_on_a_laptop(browser: Browser, site: str, width: int) -> None:
    with browser.new_context(viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        tops = page.locator(".pair").first.locator("figure").evaluate_all(
            "each => each.map(one => one.getBoundingClientRect().top)"
        )  # fmt: skip
        contents = page.get_by_role("link", name="Chain loaders for what lies deeper", exact=True)
        assert tops[0] == tops[1]
        assert [each.is_visible() for each in contents.all()].count(True) == 1, "the contents of the page, once"


def test_a_line_that_is_too_long_goes_on_below_its_own_beginning(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        line = page.locator(".listing .line[style]", has_text="names = [agent.name").first
        words = line.locator("span.n").evaluate_all("each => each.map(one => one.getBoundingClientRect())")
        assert words[0]["y"] < words[-1]["y"], "the line is long enough to be broken"
        assert all(word["x"] >= words[0]["x"] for word in words)
