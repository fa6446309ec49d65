"""How pages look, where a browser can tell: on a phone, on a laptop, on paper, and while they load."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.browsing import PHONE, served
from tests.browser.conftest import NewPage
from tools.weigh import FIRST_PAGE_KB, PAGES, SHIFT, weighed

pytestmark = pytest.mark.slow

RULE = "loading/n_plus_one/"
"""A rule with two cases, each with a DON'T and a DO."""


@pytest.mark.parametrize("path", [*PAGES, RULE, "postgresql/"])
def test_a_page_is_light_and_does_not_jump(browser: Browser, by_mkdocs: Path, path: str) -> None:
    with served(by_mkdocs) as address:
        found = weighed(browser, by_mkdocs, address, path)
    assert found["shift"] < 0.01
    assert found["kb"] < FIRST_PAGE_KB or path


@pytest.mark.parametrize("path", ["circular/mutual_keys/", "environments/"])
def test_a_remembered_environment_moves_nothing(new_page: NewPage, site: str, path: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(site)
    page.evaluate("localStorage.setItem('guide.environment', 'postgresql')")
    page.goto(site + path, wait_until="networkidle")
    expect(page.locator("section.rule > .elsewhere, .differences th.chosen").first).to_be_attached()
    assert page.evaluate(SHIFT) < 0.01


def test_bars_have_room_on_a_phone(new_page: NewPage, site: str) -> None:
    page = new_page(viewport=PHONE)
    page.goto(f"{site}labs/inserts/", wait_until="load")
    widths = page.evaluate("[...document.querySelectorAll('.plot .bar i')].map(e => e.getBoundingClientRect().width)")
    assert len(widths) == 5
    assert max(widths) > 100  # which bar is longest is a matter of speed
    assert min(widths) > 0


def test_a_dark_screen_prints_dark_letters_on_light_paper(new_page: NewPage, site: str) -> None:
    page = new_page(color_scheme="dark")
    page.goto(site + RULE, wait_until="load")
    colors = "['color', 'backgroundColor'].map(of => getComputedStyle(document.querySelector('figure.snippet'))[of])"
    light_on_dark = page.evaluate(colors)
    page.emulate_media(media="print")
    dark_on_light = page.evaluate(colors)
    brightness = [[sum(map(int, rgb[4:-1].split(",")[:3])) for rgb in pair] for pair in (light_on_dark, dark_on_light)]
    assert brightness[0][0] > 500 > 200 > brightness[0][1]
    assert brightness[1][0] < 200 < 700 < brightness[1][1]


def test_what_an_arrow_shows_is_said(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/", wait_until="load")
    steps = page.get_by_role("list").filter(has_text="make_transient(project)").get_by_role("listitem")
    assert steps.all_inner_texts()[0].startswith("detached to transient:")
    assert page.locator(".lanes .arrow").first.get_attribute("aria-hidden") == "true"


@pytest.mark.parametrize("width", [1220, 1440, 1920])
def test_dont_and_do_are_side_by_side_on_a_laptop(new_page: NewPage, site: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(site + RULE, wait_until="load")
    tops = page.locator(".pair").first.locator("figure").evaluate_all(
        "each => each.map(one => one.getBoundingClientRect().top)"
    )  # fmt: skip
    assert tops[0] == tops[1]


LINE_BOXES = r"""lines => lines.map(line => {
  const boxes = [], walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    if (node.parentElement.closest(".times")) continue;
    const word = document.createRange(), start = boxes.length ? 0 : node.data.search(/\S/);
    if (start < 0) continue;
    word.setStart(node, start);
    word.setEnd(node, node.length);
    boxes.push(...[...word.getClientRects()].filter(box => box.width > 1));
  }
  return boxes;
}).filter(boxes => boxes.length)"""
"""Where the text of each line is, its indentation left out."""
INDENTED_LITTLE = ":is([style*='4ch'], [style*='8ch'])"
"""What is indented more than eight characters continues there, to leave room for text."""


def test_a_line_that_is_too_long_is_indented_where_it_continues(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 320, "height": 844})
    page.goto(site + RULE, wait_until="load")
    lines = page.locator(f".listing .line{INDENTED_LITTLE}").evaluate_all(LINE_BOXES)
    broken = [boxes for boxes in lines if boxes[0]["y"] < boxes[-1]["y"]]
    assert broken, "no line is long enough to be broken"
    assert all(box["x"] >= boxes[0]["x"] for boxes in broken for box in boxes)


@pytest.mark.parametrize("anchor", ["which_loader", "what-to-remember"])
def test_a_heading_that_a_link_leads_to_is_below_the_header_and_marked_in_the_contents(
    new_page: NewPage, site: str, anchor: str
) -> None:
    page = new_page(viewport={"width": 1920, "height": 1000})
    page.goto(f"{site}loading/#{anchor}", wait_until="load")
    page.reload(wait_until="load")
    active = page.locator(".md-nav--secondary .md-nav__link--active:visible")
    expect(active.last).to_have_attribute("href", f"#{anchor}")
    header = page.locator(".md-header").bounding_box()
    heading = page.locator(f"#{anchor}").bounding_box()
    assert header is not None
    assert heading is not None
    assert header["height"] <= heading["y"] + 1


def test_the_copy_button_covers_no_code(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto(site + RULE, wait_until="load")
    page.locator(".snippet .md-code__button").first.wait_for()
    figures = page.locator(".snippet:has(> figcaption)")
    covered = figures.evaluate_all(
        """all => all.filter(each => {
             const button = each.querySelector(".md-code__button").getBoundingClientRect();
             const name = each.querySelector("figcaption > .file").getBoundingClientRect();
             return button.bottom > each.querySelector(".line").getBoundingClientRect().top || button.left < name.right;
           }).map(each => each.id)"""
    )
    assert figures.count() >= 4
    assert covered == []


def test_outcomes_are_stacked_on_a_phone(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 360, "height": 740})
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
    assert page.get_by_role("cell").count() > 20, "a table for those who don't see it"


CUT_OFF = """() => [...document.querySelectorAll(".md-nav .md-ellipsis, .md-footer .md-ellipsis, h1")]
  .filter(each => each.checkVisibility() && each.scrollWidth > each.clientWidth && getComputedStyle(each).display !== "inline")
  .map(each => each.textContent.trim())"""


@pytest.mark.parametrize("width", [390, 1280])
def test_titles_of_other_pages_are_not_cut_off(new_page: NewPage, site: str, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 800})
    for path in ("async/dispose/", "async/cached_plan/", "testing/rollback_in_test/", "testing/"):
        page.goto(site + path, wait_until="load")
        assert page.evaluate(CUT_OFF) == [], path


def test_prose_keeps_its_measure_wherever_it_is(new_page: NewPage, site: str) -> None:
    """Also inside the blocks that hold a list to check off, or a table of causes."""
    page = new_page(viewport={"width": 1920, "height": 1000})
    for path in ("path/", "troubleshooting/"):
        page.goto(site + path, wait_until="load")
        widths = page.locator("article :is(p, li)").evaluate_all(
            "all => all.filter(each => !each.closest('table')).map(each => each.getBoundingClientRect().width)"
        )
        intro = page.locator("article > p").first.bounding_box()
        assert intro is not None
        assert max(widths) <= intro["width"] + 1, path


# Readers who can't tell colors apart, or have colors of their own

STANDS_OUT = """() => {
  const shown = (each, which) => getComputedStyle(each, which);
  const bare = [];
  const check = (all, ok, what) => {
    for (const each of document.querySelectorAll(all)) if (!ok(each)) bare.push(`${what}: ${each.outerHTML.slice(0, 120)}`);
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


@pytest.mark.parametrize("colors", ["none", "active"], ids=["the page's colors", "the reader's colors"])
def test_color_alone_says_nothing_about_a_rule(new_page: NewPage, site: str, colors: Literal["none", "active"]) -> None:
    page = new_page(forced_colors=colors)
    seen = 0
    for path in (RULE, "loading/lazy_after_close/", "loading/limit_with_join/", "circular/mutual_keys/"):
        page.goto(site + path, wait_until="load")
        assert page.evaluate(STANDS_OUT) == [], path
        seen += page.locator(".listing .line:is(.fault, .warned, [role=insertion])").count()
    assert seen > 4
    page.goto(f"{site}reference/", wait_until="load")
    words = page.locator(".ref-side").evaluate_all(
        "all => all.map(each => [each.classList[1], each.querySelector('.ref-verdict').textContent])"
    )
    assert set(map(tuple, words)) == {("dont", "DON'T"), ("do", "DO")}
    page.goto(f"{site}migrations/", wait_until="load")
    for step in page.locator(".lanes .refused").all():
        expect(step.locator(".said")).to_contain_text("refused")
        assert '"✗"' in step.locator(".arrow").evaluate("each => getComputedStyle(each, '::after').content")


def test_icons_stay_where_the_reader_has_colors_of_their_own(new_page: NewPage, site: str) -> None:
    page = new_page(forced_colors="active")
    page.goto(site + RULE, wait_until="load")
    page.locator(".snippet .md-code__button").first.wait_for()
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for icon in (".snippet .md-code__button", ".snippet summary"):
        ink = page.locator(icon).first.evaluate("each => getComputedStyle(each, '::after').backgroundColor")
        assert ink not in (paper, "rgba(0, 0, 0, 0)"), icon


# Readers who ask for no motion

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


def test_nothing_moves_for_readers_who_ask_for_that(page: Page, site: str) -> None:
    page.add_init_script(f"({RECORD_SCROLLS})()")
    page.goto(site + RULE, wait_until="load")
    page.locator(".snippet .md-code__button").first.hover()
    page.locator(".snippet summary").first.click()
    assert page.evaluate(MOVES) == []
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function("() => scrollY > innerHeight")
    page.mouse.wheel(0, -300)
    page.get_by_role("button", name="Back to top").click()
    page.get_by_title("Switch to dark").click()
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").fill("session")
    page.locator(".rule-hits a").first.wait_for()
    assert page.evaluate(MOVES) == []
    page.set_viewport_size(PHONE)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Menu").click()
    assert page.evaluate(MOVES) == []


def test_motion_is_there_to_be_stopped(new_page: NewPage, site: str) -> None:
    """Or the test above would see nothing."""
    page = new_page(reduced_motion="no-preference")
    page.add_init_script(f"({RECORD_SCROLLS})()")
    page.goto(site + RULE, wait_until="load")
    assert len(page.evaluate(MOVES)) > 20


# On paper


def test_a_rule_is_legible_on_paper(new_page: NewPage, site: str) -> None:
    """A4 has room for 718 px between its margins."""
    page = new_page(viewport={"width": 718, "height": 1000})
    page.goto(f"{site}loading/lazy_after_close/", wait_until="load")
    page.emulate_media(media="print")
    for gone in (
        ".md-header", ".md-sidebar--primary", ".md-footer", ".md-code__nav", "details.sql", ".read-it",
        ".environment-choice", ".page-tools",
    ):  # fmt: skip
        assert [each.is_visible() for each in page.locator(gone).all()].count(True) == 0, gone
    figure = page.locator("#lazy_after_close-dont")
    for words in ("DON'T", "raises DetachedInstanceError", "print(len(project.agents))", "is not bound to a Session"):
        expect(figure.get_by_text(words).first).to_be_visible()
    size, width, printed = figure.locator(".listing").first.evaluate(
        "each => [parseFloat(getComputedStyle(each.querySelector('code')).fontSize), document.documentElement.scrollWidth,"
        " getComputedStyle(each.querySelector('.line')).printColorAdjust]"
    )
    assert size >= 10, "pixels: 7.5 points"
    assert width <= 718
    assert printed == "exact", "the color behind the failing line"


def test_the_reference_prints_legibly(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 718, "height": 1000})
    page.goto(f"{site}reference/", wait_until="load")
    page.emulate_media(media="print")
    expect(page.locator(".ref-filter")).to_be_hidden()
    sizes = page.locator(".reference li code").evaluate_all(
        "all => all.map(each => parseFloat(getComputedStyle(each).fontSize))"
    )
    assert len(sizes) > 100
    assert min(sizes) >= 8, "pixels: 6 points"
