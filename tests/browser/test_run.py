"""The Run button: snippets in a real Chromium, through the page's own scripts, against what the guide says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from harness.browser import buttons
from harness.checking.outcome_record import entry
from harness.outcome import Environment, Outcome
from harness.project import Project
from harness.reading.rules import rules
from harness.reading.snippet import Snippet, readable
from harness.recording.recorded import Recorded
from harness.running.engines import targets_of
from harness.running.environments import DEFAULT
from harness.running.run import run_all
from tests.browser.browsing import PHONE
from tests.conftest import BROWSER_SECONDS, FIGURE, ROOT, RecordProperty

pytestmark = pytest.mark.slow

FLOOR = 0.85
"""The share of the snippets for SQLite that has to run in the browser."""
START = """\
async (folder) => {
  const { Python } = await import(folder + "python.js");
  window.python = new Python(new URL(folder), 600);
}
"""
CODE = """\
editor => [...editor.querySelectorAll(".cm-line")].map(line => {
  const copy = line.cloneNode(true);
  copy.querySelector(".times")?.remove();
  return copy.textContent;
}).join("\\n")"""
"""What is in an editor, without what it shows at the ends of lines."""
ROWS = """\
line => {
  const range = document.createRange();
  range.selectNodeContents(line);
  return [...range.getClientRects()].map(row => row.left);
}"""
"""Where the rows of a wrapped line begin: the first at its indent, the others below its code."""
RUN = "(path) => python.run({ path }, () => {}).catch((error) => ({ problems: [{ line: 0, text: String(error) }] }))"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce") as context:
        context.set_default_timeout(BROWSER_SECONDS * 1000)
        yield context


@pytest.fixture
def asked(context: BrowserContext) -> list[str]:
    """The addresses that are asked for, of the page and of its workers."""
    found: list[str] = []
    context.on("request", lambda request: found.append(request.url))
    return found


@pytest.fixture
def page(context: BrowserContext, asked: list[str], site: str) -> Iterator[Page]:
    """The page of the rule on N+1. Nothing on it complains, and nothing asks another site."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{site}loading/n_plus_one/")
    yield page
    assert complaints == []
    assert [address for address in asked if not address.startswith((site, "blob:"))] == []


def figure(page: Page, name: str = "n_plus_one-dont") -> Locator:
    return page.locator(f"#{name}")


def button(figure: Locator, name: str) -> Locator:
    return figure.locator(".run-bar").get_by_role("button", name=name, exact=True)


def said(figure: Locator) -> Locator:
    return figure.locator(".run-bar output")


def test_a_click_shows_the_evidence_of_a_run_here(page: Page, asked: list[str]) -> None:
    dont = figure(page)
    shown = dont.locator(".listing").inner_html()
    assert [address for address in asked if "/assets/run/" in address] == []
    button(dont, "Run").click()
    expect(said(dont)).to_contain_text("the same as on the page: Python 3.14")
    assert without_ids(dont.locator(".listing").inner_html()) == without_ids(shown)
    loaded = len(asked)
    button(figure(page, "n_plus_one-do"), "Run").press("Enter")
    expect(said(figure(page, "n_plus_one-do"))).to_contain_text("the same as on the page")
    assert len([address for address in asked[loaded:] if address.endswith((".zip", ".wasm.gz"))]) == 0


def without_ids(html: str) -> str:
    """Without what the theme adds to a listing when the page is opened: numbers, and buttons that copy."""
    return re.sub(r'<nav.*?</nav>| id="[^"]*"|<span id="[^"]*"></span>| tabindex="0"', "", html)


def test_a_listing_that_cannot_run_says_why(page: Page, site: str) -> None:
    page.goto(f"{site}postgresql/jsonb/")
    first = page.locator("figure[data-run]").first
    expect(said(first)).to_have_text("Doesn't run in the browser: it needs PostgreSQL.")
    expect(first.locator(".run-bar button")).to_have_count(0)


def edit(figure: Locator, old: str, new: str) -> Locator:
    """Open the editor of a listing, or take the open one, and change its code by keyboard. Returns the editor."""
    editor = figure.locator(".cm-content")
    if not editor.is_visible():
        button(figure, "Edit").press("Enter")
        expect(editor).to_be_focused()
    code = editor.evaluate(CODE)
    assert old in code
    editor.press("Control+a")
    figure.page.keyboard.insert_text(code.replace(old, new))
    return editor


def test_an_edited_listing_shows_what_it_did(page: Page, site: str) -> None:
    do = figure(page, "n_plus_one-do")
    edit(do, "selectinload", "lazyload").press("Control+Enter")
    expect(said(do)).to_contain_text("Your code: 4 statements")
    expect(said(do)).to_contain_text("The page's run did something else.")
    expect(said(do)).not_to_have_class("failed")
    expect(do.locator(".cm-content .evidence.page")).to_have_text("page2 statements")
    expect(do.locator(".cm-content .times")).to_have_text("3×")
    expect(do.locator(".evidence.failed")).to_have_count(0)
    do.locator("details.sql summary").click()
    expect(do.locator("details.sql .from-line").first).to_contain_text("from line 15")
    expect(do.locator("details.sql pre").first).to_contain_text("SELECT project.name")
    do.locator(".table-rows summary", has_text="project").click()
    expect(do.locator(".table-rows[open]")).to_contain_text("project-01")
    do.locator(".plans summary").click()
    expect(do.locator(".plans")).to_contain_text("SEARCH agent USING INDEX")
    edit(do, "#: 2 statements", "#: 3 statements").press("Control+Enter")
    expect(said(do)).to_have_class("failed")
    expect(do.locator(".cm-content .evidence.failed")).to_contain_text("expected 3 statements, the run emitted 4")
    edit(do, "import", "imprt").press("Control+Enter")
    expect(do.locator(".cm-content .evidence.failed")).to_contain_text("syntax error")
    button(do, "Reset").press("Enter")
    expect(do.locator(".listing .evidence.counted")).to_contain_text("2 statements")
    expect(do.locator("details.sql")).to_contain_text("2 statements of SQL")
    expect(do.locator(".cm-editor")).to_have_count(0)


def test_an_error_is_told_at_its_line_and_once_with_the_rule_that_explains_it(page: Page, site: str) -> None:
    do = figure(page, "n_plus_one-do")
    edit(do, "selectinload", "joinedload").press("Control+Enter")
    link = do.locator(".cm-content .evidence.explained a")
    expect(link).to_have_attribute("href", f"{site}loading/unique_with_joinedload/")
    raised = do.locator(".cm-content .evidence.raised")
    assert raised.evaluate("row => row.closest('.cm-content > div').previousSibling.textContent").startswith("    for ")
    expect(do.locator(".cm-content")).to_have_text(
        re.compile("^(?:(?!must be invoked).)*must be invoked(?:(?!must be invoked).)*$", re.S)
    )
    said(do).get_by_role("button", name="line 15").press("Enter")
    expect(do.locator(".cm-activeLine")).to_contain_text("for project in")
    edit(do, "joinedload(Project", "joinedload(Unknown").press("Control+Enter")
    expect(raised).to_contain_text("NameError")
    expect(link).to_have_count(0)


def test_a_phone_opens_the_editor_where_the_example_begins_and_speaks_of_no_keys(browser: Browser, site: str) -> None:
    options: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    with browser.new_context(**options) as context:
        context.set_default_timeout(BROWSER_SECONDS * 1000)
        page = context.new_page()
        page.goto(f"{site}loading/n_plus_one/")
        do = figure(page, "n_plus_one-do")
        button(do, "Edit").tap()
        expect(do.locator(".cm-activeLine")).to_contain_text("selectinload")
        expect(do.locator(".cm-activeLine")).to_be_in_viewport(ratio=1)
        expect(said(do)).to_have_text("Change the code, then run it.")
        badge = do.locator("figcaption .badge")
        assert "on the page" in badge.evaluate("badge => getComputedStyle(badge, '::before').content")
        rows = do.locator(".cm-line", has_text="names = [").evaluate(ROWS)
        assert max(rows) > min(rows) + 40
        page.locator(".cm-content").press("Control+End")
        page.keyboard.type("new")
        popup = page.locator(".cm-tooltip-autocomplete")
        expect(popup).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_endless_loop_is_stopped_and_python_starts_again(page: Page) -> None:
    do = figure(page, "n_plus_one-do")
    edit(do, "engine =", "print('before')\nwhile True: pass\nengine =").press("Control+Enter")
    expect(said(do)).to_contain_text("Running")
    stop = button(do, "Stop")
    place = stop.bounding_box()
    stop.press("Enter")
    expect(said(do)).to_have_text("Stopped.")
    expect(button(do, "Run")).to_be_focused()
    assert place is not None
    below = page.evaluate("([x, y]) => document.elementFromPoint(x, y).tagName", [place["x"] + 5, place["y"] + 5])
    assert below != "BUTTON", "a second click where Stop was would be on another button"
    edit(do, "while True: pass\n", "").press("Control+Enter")
    expect(do.locator(".cm-content .evidence.printed")).to_have_text("printsbefore")


def test_both_sides_run_for_comparison(page: Page) -> None:
    dont = figure(page)
    button(dont, "Run both").press("Enter")
    expect(said(dont)).to_contain_text("DON'T: 4 statements. DO: 2 statements.")


def test_code_is_shared_by_its_address(page: Page, context: BrowserContext, site: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    do = figure(page, "n_plus_one-do")
    edit(do, "projects=3", "projects=5")
    button(do, "Share").press("Enter")
    expect(said(do)).to_contain_text("Copied a link")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{site}playground/#")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(link)
    playground = page.locator("figure.playground")
    expect(playground.locator(".cm-content")).to_contain_text("projects=5")
    button(playground, "Run").click()
    expect(said(playground)).to_contain_text("2 statements")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator(".playground-starts button").first.click()
    expect(playground.locator(".cm-content")).to_contain_text("projects=3")


def test_every_snippet_does_what_it_does_elsewhere(page: Page, site: str, record_property: RecordProperty) -> None:
    """Held against its expectations, and against its outcome on this machine's SQLite, which the record is made of."""
    project = Project.load(ROOT)
    listed = buttons.obstacles(project)
    every = [snippet for rule in rules(project) for snippet in readable(rule.snippets)[0]]
    outcomes = run_all([snippet for snippet in every if targets_of(snippet, project, [DEFAULT])], project)
    reasons: Counter[str] = Counter()
    wrong = []
    page.evaluate(START, f"{site}assets/run/")
    for snippet, outcome in outcomes:
        name = snippet.path.relative_to(project.snippets).as_posix()
        differs = differences(page.evaluate(RUN, project.relative(snippet.path)), snippet, outcome)
        if name in listed:
            reasons[listed[name]] += 1
            wrong += [] if differs else [f"{name} runs: take it out of cannot_run.toml"]
        elif differs:
            wrong.append(f"{name}: {differs}")
    listed_here = reasons.total()
    ran = len(outcomes) - listed_here - len(wrong)
    why = "; ".join(f"{count}: {reason}" for reason, count in reasons.items())
    record_property(FIGURE, f"in the browser: {ran} of {len(outcomes)} snippets for SQLite do the same. Not run: {why}")
    assert not wrong, "\n".join(wrong[:20])
    assert ran >= FLOOR * len(outcomes)


def differences(reply: dict[str, Any], snippet: Snippet, outcome: Outcome) -> str:
    """Where a run in the browser isn't what the snippet says, or not what it did here; empty if it is."""
    if reply["problems"]:
        return "; ".join(f"line {each['line']}: {each['text']}" for each in reply["problems"])
    if any(e.qualifier and "python" in e.qualifier.text for e in snippet.expectations):
        return ""  # here runs another Python
    version = re.match(r"Python (\S+), SQLAlchemy (\S+), SQLite (\S+)", reply["environment"])
    assert version is not None
    environment = Environment(version[1], version[2], "sqlite", version[3])
    there = entry(snippet, Recorded.from_json(reply["recorded"]).outcome(environment))
    here = entry(snippet, outcome)
    return "" if there == here else f"did {there}, and elsewhere {here}"
