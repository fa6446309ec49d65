"""A reader's environment in a browser: chosen once, remembered, and seen at every rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.browsing import served
from tests.browser.test_access import ONE_OF_EACH, RUN, tab_to
from tests.browser.test_browser import LAPTOP, PHONE
from tests.conftest import BROWSER_SECONDS
from tools.weigh import SHIFT

pytestmark = [pytest.mark.slow, pytest.mark.outdated]

CHOICE = ".environment-choice select"
DIFFERS, SAME, ABSENT = "circular/mutual_keys/", "models/mapped_annotation/", "models/json_type/"
"""Rules that do something else on PostgreSQL, do the same there, and do not run there."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing yet."""
    with browser.new_context(viewport=LAPTOP, reduced_motion="reduce") as context:
        context.set_default_timeout(BROWSER_SECONDS * 1000)
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def rule(page: Page, address: str) -> str:
    """The selector of a rule's drawing, by the address of its heading."""
    return f"h2#{address.partition('#')[2]} ~ section.rule >> nth=0"


def test_a_reader_chooses_once_and_the_site_remembers(page: Page, site: str) -> None:
    page.goto(f"{site}{DIFFERS}")
    drawn = page.locator(rule(page, DIFFERS))
    told = drawn.locator("details[data-environment=postgresql]")
    expect(page.locator(CHOICE)).to_have_value("sqlite")
    assert drawn.evaluate("each => each.firstElementChild.className") == "pair"
    assert told.get_attribute("open") is None

    page.locator(CHOICE).select_option(label="SQLAlchemy 2.1, PostgreSQL")
    for look_again in (lambda: None, page.reload):
        look_again()
        expect(page.locator(CHOICE)).to_have_value("postgresql")
        assert drawn.evaluate("each => each.firstElementChild.matches('details[open][data-environment=postgresql]')")
        first_column = told.locator("thead th").nth(1)
        expect(first_column).to_have_text("SQLAlchemy 2.1, PostgreSQL")
        expect(told.locator("td mark").first).to_be_visible()
        expect(page.locator(".environment-choice output")).to_contain_text(re.compile(r"\d of \d+ rules? differ"))

    page.goto(f"{site}{SAME}")
    expect(page.locator(CHOICE)).to_have_value("postgresql")
    expect(page.locator(rule(page, SAME)).locator("> .yours")).to_have_text("The same on SQLAlchemy 2.1, PostgreSQL")
    expect(page.locator(rule(page, ABSENT)).locator("> .yours")).to_have_text("Not run on SQLAlchemy 2.1, PostgreSQL")
    page.goto(f"{site}postgresql/jsonb/")
    shown = page.locator(rule(page, "#jsonb")).locator("> .yours")
    expect(shown).to_have_text("Shown from a run on SQLAlchemy 2.1, PostgreSQL")


def test_the_default_brings_back_the_page_as_it_was(page: Page, site: str) -> None:
    page.goto(f"{site}{DIFFERS}")
    as_it_was = page.locator("section.rule").evaluate_all("all => all.map(each => each.innerHTML)")
    for key in ("postgresql", "sqlalchemy2.0-sqlite", "sqlalchemy2.0-postgresql", "sqlite"):
        page.locator(CHOICE).select_option(key)
    assert sorted(page.locator("section.rule").evaluate_all("all => all.map(each => each.innerHTML.length)")) == sorted(
        map(len, as_it_was)
    )
    assert page.locator(".yours, section.rule > .elsewhere").count() == 0
    page.reload()
    expect(page.locator(CHOICE)).to_have_value("sqlite")


def test_every_rule_says_something_of_every_environment(page: Page, site: str, by_mkdocs: Path) -> None:
    chapters = [path.parent.name for path in by_mkdocs.glob("*/index.html") if "environment-choice" in path.read_text()]
    assert len(chapters) > 10
    for chapter in chapters:
        page.goto(f"{site}{chapter}/")
        for key in page.locator(f"{CHOICE} option").evaluate_all("all => all.slice(1).map(each => each.value)"):
            page.locator(CHOICE).select_option(key)
            silent = page.locator("section.rule:not(.example)").evaluate_all(
                "all => all.filter(each => !each.firstElementChild.matches('.yours, .elsewhere[open]')).map(each => each.ariaLabel)"
            )
            assert silent == [], (chapter, key)


def test_the_page_of_differences_puts_the_column_of_the_choice_first(page: Page, site: str) -> None:
    page.goto(f"{site}environments/")
    heads = page.locator("h2#database ~ .differences table >> nth=0").locator("thead th")
    expect(heads).to_have_text(["Statement", "SQLAlchemy 2.1, SQLite", "SQLAlchemy 2.1, PostgreSQL"])
    cells = page.locator("h2#database ~ .differences tbody tr >> nth=0").locator("td")
    before = cells.all_inner_texts()
    page.locator(CHOICE).select_option("postgresql")
    expect(heads).to_have_text(["Statement", "SQLAlchemy 2.1, PostgreSQL", "SQLAlchemy 2.1, SQLite"])
    assert cells.all_inner_texts() == before[::-1]
    page.reload()
    assert cells.all_inner_texts() == before[::-1]
    page.locator(CHOICE).select_option("sqlite")
    assert cells.all_inner_texts() == before


def test_another_tab_follows(context: BrowserContext, site: str) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(f"{site}models/")
    other.goto(f"{site}loading/")
    one.locator(CHOICE).select_option("sqlalchemy2.0-sqlite")
    expect(other.locator(CHOICE)).to_have_value("sqlalchemy2.0-sqlite")
    assert other.locator(".yours").count() > 10


def test_the_choice_is_made_by_keyboard(page: Page, site: str) -> None:
    page.goto(f"{site}models/")
    tab_to(page, CHOICE)
    page.keyboard.type("SQLAlchemy 2.1, P")
    page.keyboard.press("Enter")
    expect(page.locator(CHOICE)).to_have_value("postgresql")
    expect(page.locator("section.rule > .yours").first).to_be_visible()


@pytest.mark.parametrize("kept", ["nothing of that name", '"', "PostgreSQL"])
def test_what_is_no_choice_is_the_default(context: BrowserContext, site: str, kept: str) -> None:
    page = context.new_page()
    found: list[object] = []
    page.on("pageerror", lambda error: found.append(error))
    page.goto(site)
    page.evaluate("kept => localStorage.setItem('guide.environment', kept)", kept)
    page.goto(f"{site}models/")
    expect(page.locator(CHOICE)).to_have_value("sqlite")
    assert found == []


def test_without_storage_the_choice_holds_for_the_page(context: BrowserContext, site: str) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page = context.new_page()
    page.goto(f"{site}models/")
    page.locator(CHOICE).select_option("postgresql")
    expect(page.locator("section.rule > .yours").first).to_be_visible()


def test_without_scripts_the_page_shows_all(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}{DIFFERS}")
        expect(page.locator(".environment-choice")).to_be_hidden()
        told = page.locator(rule(page, DIFFERS)).locator("details[data-environment=postgresql]")
        told.locator("summary").click()
        expect(told.locator("td").first).to_be_visible()


@pytest.mark.parametrize("path", ["models/", "loading/", "postgresql/"])
def test_a_remembered_choice_moves_nothing(browser: Browser, by_mkdocs: Path, path: str) -> None:
    with served(by_mkdocs) as address, browser.new_context(viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address)
        page.evaluate("localStorage.setItem('guide.environment', 'postgresql')")
        page.goto(f"{address}{path}", wait_until="networkidle")
        expect(page.locator("section.rule > :is(.yours, .elsewhere)").first).to_be_attached()
        assert page.evaluate(SHIFT) < 0.01


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_outcomes_differ(browser: Browser, site: str, scheme: Literal["light", "dark"]) -> None:
    with browser.new_context(viewport=LAPTOP, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True) as context:
        context.add_init_script(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
        page = context.new_page()
        page.goto(site)
        page.evaluate("localStorage.setItem('guide.environment', 'postgresql')")
        for path in ("models/", "environments/"):
            page.goto(f"{site}{path}", wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            page.evaluate(ONE_OF_EACH)
            assert page.evaluate(RUN) == [], path
