"""How pages look, where a browser can tell: on a phone, on paper, and while they load."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.test_browser import pages_of

pytestmark = [pytest.mark.slow, pytest.mark.outdated]

SHIFTS = "new PerformanceObserver(list => { for (const each of list.getEntries()) window.shift = (window.shift || 0) + each.value })"


def test_nothing_scrolls_sideways(browser: Browser, by_mkdocs: Path, site: str) -> None:
    """On a narrow phone, and on a laptop whose page is enlarged to twice and to four times its size."""
    wide = []
    with browser.new_context() as context:
        page = context.new_page()
        for path in [*pages_of(by_mkdocs), "404.html"]:
            page.set_viewport_size({"width": 360, "height": 740})
            page.goto(site + path.lstrip("/"), wait_until="load")
            for width in (360, 640, 320):
                page.set_viewport_size({"width": width, "height": 400})
                needed, cut = page.evaluate(
                    "[document.documentElement.scrollWidth, [...document.querySelectorAll('.listing')].filter(e => e.scrollWidth > e.clientWidth + 1).length]"
                )
                if needed > width or cut:
                    wide.append((path, width, needed, cut))
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


def test_the_contents_mark_the_heading_that_a_link_led_to(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        for slug in ("lazy_after_close", "nested", "which_loader"):
            page.goto(f"{site}loading/#{slug}", wait_until="load")
            page.reload(wait_until="load")
            active = page.locator(".md-nav--secondary .md-nav__link--active:visible")
            expect(active.last).to_have_attribute("href", f"#{slug}")
            header = page.locator(".md-header").bounding_box()
            heading = page.locator(f"#{slug}").bounding_box()
            assert header is not None
            assert heading is not None
            assert header["height"] <= heading["y"] + 1 < header["height"] + 30


def test_the_button_that_copies_covers_no_code(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        page.locator(".snippet .md-code__button").first.wait_for()
        covered = page.locator(".snippet:has(> figcaption)").evaluate_all(
            """all => all.filter(each => {
                 const button = each.querySelector(".md-code__button").getBoundingClientRect();
                 const name = each.querySelector("figcaption > .file").getBoundingClientRect();
                 return button.bottom > each.querySelector(".line").getBoundingClientRect().top || button.left < name.right;
               }).map(each => each.id)"""
        )
        assert page.locator(".snippet:has(> figcaption)").count() > 30
    assert covered == []


def test_outcomes_stand_below_each_other_on_a_phone(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 740}) as context:
        page = context.new_page()
        page.goto(f"{site}environments/", wait_until="load")
        table = page.locator(".differs table").first
        here, there = table.locator("tbody tr").first.locator("td").all()
        boxes = [each.bounding_box() for each in (here, there)]
        assert boxes[0] is not None
        assert boxes[1] is not None
        assert boxes[0]["x"] == boxes[1]["x"]
        assert boxes[0]["y"] < boxes[1]["y"]
        labels = [each.evaluate("each => getComputedStyle(each, '::before').content") for each in (here, there)]
        assert [label.split('"')[1] for label in labels] == ["SQLAlchemy 2.1, SQLite", "SQLAlchemy 2.0, SQLite"]
        expect(page.get_by_role("columnheader", name="SQLAlchemy 2.0, SQLite").first).to_be_attached()
        assert page.get_by_role("cell").count() > 20, "a table for those who do not see it"


# Who cannot tell colours apart, or has colours of their own

STANDS_OUT = """() => {
  const shown = (each, which) => getComputedStyle(each, which);
  const bare = [];
  const check = (all, ok, what) => {
    const found = [...document.querySelectorAll(all)];
    if (!found.length) bare.push(`there is no ${all}`);
    for (const each of found) if (!ok(each)) bare.push(`${what}: ${each.outerHTML.slice(0, 120)}`);
  };
  const below = (line) => { let at = line; while (at && !at.matches(".evidence:is(.raised, .warned, .wrong)")) at = at.nextElementSibling; return at; };
  const bar = (each) => parseFloat(shown(each).borderLeftWidth) > 2 || shown(each).boxShadow.includes("inset");
  check(".snippet.dont > figcaption", each => /^✗ DON'T \\S/.test(each.textContent), "no words say DON'T and what came of it");
  check(".snippet.do > figcaption", each => /^✓ DO (passes|refuses)/.test(each.textContent), "no words say DO and what came of it");
  check(".listing .line.fault, .listing .line.warned", each => /^(raises|warns|wrong)/.test(below(each)?.textContent || ""), "nothing below says what happened");
  check(".listing .line:is(.fault, .warned), .snippet.dont .line.many", bar, "no bar");
  check(".listing .evidence .label", each => /^(prints|wrong|raises|warns|SQL)$/.test(each.textContent), "evidence without a word");
  check(".listing .line[role=insertion]", each => shown(each, "::after").content.startsWith('"+"'), "no plus");
  check(".listing .line[role=deletion]", each => shown(each, "::after").content.startsWith('"\\u2212"'), "no minus");
  return bare;
}"""


@pytest.mark.parametrize("colours", ["none", "active"], ids=["the page's colours", "the reader's colours"])
def test_colour_alone_says_nothing_of_a_rule(browser: Browser, site: str, colours: Literal["none", "active"]) -> None:
    with browser.new_context(forced_colors=colours) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        assert page.evaluate(STANDS_OUT) == []
        page.goto(f"{site}reference/", wait_until="load")
        words = page.locator(".ref-side").evaluate_all(
            "all => all.map(each => [each.classList[1], each.querySelector('.ref-verdict').textContent])"
        )
        assert set(map(tuple, words)) == {("dont", "DON'T"), ("do", "DO")}
        page.goto(f"{site}migrations/", wait_until="load")
        refused = page.locator(".lanes .refused")
        assert refused.count() > 2
        for step in refused.all():
            expect(step.locator(".said")).to_contain_text("refused")
            assert '"✗"' in step.locator(".arrow").evaluate("each => getComputedStyle(each, '::after').content")


def test_icons_stay_where_the_reader_has_colours_of_their_own(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}, forced_colors="active") as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        page.locator(".snippet .md-code__button").first.wait_for()
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
        for icon in (".snippet .md-code__button", ".snippet summary"):
            ink = page.locator(icon).first.evaluate("each => getComputedStyle(each, '::after').backgroundColor")
            assert ink not in (paper, "rgba(0, 0, 0, 0)"), icon


# Who asks for no motion

RECORD_SCROLLS = """() => {
  window.smooth = [];
  for (const owner of [Element.prototype, window]) for (const name of ["scroll", "scrollTo", "scrollBy", "scrollIntoView"]) {
    const scrolls = owner[name];
    if (scrolls) owner[name] = function (first, ...rest) {
      if (first?.behavior === "smooth") window.smooth.push(name);
      return scrolls.call(this, first, ...rest);
    };
  }
}"""
MOVES = """() => {
  const moving = document.getAnimations().map(each => `${each.constructor.name} of ${each.effect.target.className}`);
  for (const each of [document.documentElement, ...document.querySelectorAll("body, body *")]) for (const part of [undefined, "::before", "::after"]) {
    const style = getComputedStyle(each, part);
    const runs = style.animationName !== "none" || style.scrollBehavior === "smooth"
      || style.transitionProperty !== "none" && style.transitionDuration.split(", ").some(each => parseFloat(each) > 0);
    if (runs) moving.push(`${each.tagName}.${each.className}${part || ""}`);
  }
  return [...moving, ...window.smooth];
}"""


def test_nothing_moves_for_who_asks_for_that(browser: Browser, site: str) -> None:
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        context.add_init_script(f"({RECORD_SCROLLS})()")
        page = context.new_page()
        page.goto(f"{site}models/", wait_until="load")
        page.locator(".snippet .md-code__button").first.hover()
        page.locator(".snippet summary").first.click()
        assert page.evaluate(MOVES) == []
        page.mouse.wheel(0, 6000)
        page.wait_for_function("() => document.querySelectorAll('.md-nav--secondary .md-nav__link--passed').length > 5")
        page.mouse.wheel(0, -300)
        page.get_by_role("button", name="Back to top").click()
        page.get_by_title("Switch to dark").click()
        page.get_by_role("textbox", name="Search").click()
        page.get_by_role("textbox", name="Search").fill("session")
        page.locator(".rule-hits a").first.wait_for()
        assert page.evaluate(MOVES) == []
        page.set_viewport_size({"width": 390, "height": 844})
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Menu").click()
        assert page.evaluate(MOVES) == []


def test_motion_is_there_to_be_stopped(browser: Browser, site: str) -> None:
    """Or the test above would see nothing."""
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        context.add_init_script(f"({RECORD_SCROLLS})()")
        page = context.new_page()
        page.goto(f"{site}models/", wait_until="load")
        assert len(page.evaluate(MOVES)) > 100


# On paper


def test_a_rule_is_legible_on_paper(browser: Browser, site: str) -> None:
    """A4 has room for 718 px between its margins."""
    with browser.new_context(viewport={"width": 718, "height": 1000}) as context:
        page = context.new_page()
        page.goto(f"{site}loading/", wait_until="load")
        page.emulate_media(media="print")
        for gone in (
            ".md-header",
            ".md-sidebar--primary",
            ".md-footer",
            ".md-code__nav",
            "details.sql",
            ".read-it",
            ".environment-choice",
        ):
            assert [each.is_visible() for each in page.locator(gone).all()].count(True) == 0, gone
        figure = page.locator("#lazy_after_close-dont")
        for words in (
            "DON'T",
            "raises DetachedInstanceError",
            "print(len(project.agents))",
            "is not bound to a Session",
        ):
            expect(figure.get_by_text(words).first).to_be_visible()
        size, width, printed = figure.locator(".listing").first.evaluate(
            "each => [parseFloat(getComputedStyle(each.querySelector('code')).fontSize), document.documentElement.scrollWidth,"
            " getComputedStyle(each.querySelector('.line')).printColorAdjust]"
        )
        assert size >= 10, "pixels: 7.5 points"
        assert width <= 718
        assert printed == "exact", "the colour behind the failing line"
