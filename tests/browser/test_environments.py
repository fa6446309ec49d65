"""A reader's environment in a browser: chosen once, remembered, and seen at every rule."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

CHOICE = ".environment-choice select"
DIFFERS, SAME = "circular/mutual_keys/", "loading/n_plus_one/"
"""A rule that does something else on PostgreSQL, and one that does the same everywhere."""


def test_a_reader_chooses_once_and_the_site_remembers(page: Page, site: str) -> None:
    page.goto(site + DIFFERS)
    rule = page.locator("section.rule").first
    details = page.locator("details[data-environment=postgresql]")
    expect(page.locator(CHOICE)).to_have_value("sqlite")
    assert rule.evaluate("each => each.firstElementChild.className") == "pair"
    assert details.get_attribute("open") is None

    page.locator(CHOICE).select_option(label="SQLAlchemy 2.1, PostgreSQL")
    for look_again in (lambda: None, page.reload):
        look_again()
        expect(page.locator(CHOICE)).to_have_value("postgresql")
        assert rule.evaluate("each => each.firstElementChild.matches('details[open][data-environment=postgresql]')")
        expect(details.locator("thead th").nth(1)).to_have_text("SQLAlchemy 2.1, PostgreSQL")
        expect(details.locator("td mark").first).to_be_visible()

    page.locator(CHOICE).select_option("sqlite")
    expect(page.locator("section.rule > .elsewhere")).to_have_count(0)


@pytest.mark.parametrize("path", [SAME, "sessions/savepoint_on_sqlite/", "postgresql/queue/", "labs/tour/"])
def test_nothing_is_asked_where_the_answer_changes_nothing(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    expect(page.locator(".environment-choice")).to_have_count(0)


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


def test_another_tab_follows(page: Page, site: str) -> None:
    other = page.context.new_page()
    page.goto(f"{site}environments/")
    other.goto(site + DIFFERS)
    page.locator(CHOICE).select_option("postgresql")
    expect(other.locator(CHOICE)).to_have_value("postgresql")
    expect(other.locator("section.rule > .elsewhere")).to_be_visible()


def test_without_storage_the_choice_holds_for_the_page(page: Page, site: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused'); }})")
    page.goto(site + DIFFERS)
    page.locator(CHOICE).select_option("postgresql")
    expect(page.locator("section.rule > .elsewhere")).to_be_visible()


def test_an_unknown_choice_is_the_default(page: Page, site: str) -> None:
    page.goto(site)
    page.evaluate("localStorage.setItem('guide.environment', '\"')")
    page.goto(site + DIFFERS)
    expect(page.locator(CHOICE)).to_have_value("sqlite")
