"""The search, typed into. Which rules it finds is measured by tests/questions."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.conftest import BROWSER_SECONDS

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_default_timeout(BROWSER_SECONDS * 1000)
    page.goto(f"{site}path/")
    page.get_by_role("textbox", name="Search").click()
    search(page, "session")
    yield page
    page.close()


def search(page: Page, query: str) -> list[str]:
    """The rules that a query typed into the field finds, best first."""
    page.get_by_role("textbox", name="Search").fill(query)
    page.wait_for_function("query => document.querySelector('.rule-hits').dataset.query === query", arg=query)
    return [
        rule_at(link) for link in page.locator(".rule-hits a").evaluate_all("links => links.map(each => each.href)")
    ]


def rule_at(address: str) -> str:
    """`loading/n_plus_one`"""
    return "/".join(address.rstrip("/").split("/")[-2:])


@pytest.mark.parametrize("query", ["selectinlaod", "upsrt", "DetachedInstanceErorr"])
def test_a_slip_of_the_finger_is_forgiven(page: Page, query: str) -> None:
    assert search(page, query)


def test_a_query_finds_little_or_nothing_where_no_rule_is_about_it(page: Page) -> None:
    assert search(page, "photoshop layer mask") == []
    assert search(page, "upsert") == ["bulk/upsert"]
    search(page, "photoshop layer mask")
    links = page.locator(".rule-note a").evaluate_all("links => links.map(each => each.getAttribute('href'))")
    assert [link.rstrip("/").rpartition("/")[2] for link in links] == ["troubleshooting", "errors", "terms"]
    search(page, "upsert")
    expect(page.locator(".rule-note")).to_be_hidden()


def test_a_rule_says_what_happens_and_which_words_of_the_query_it_has(page: Page) -> None:
    search(page, "upsert")
    first = page.locator(".rule-hits li").first
    expect(first.get_by_role("link", include_hidden=True)).to_have_attribute("href", re.compile("bulk/upsert/$"))
    expect(first.locator("mark").first).to_have_text(re.compile("upsert", re.I))
    assert len(first.locator("p").inner_text()) > 40


TRACEBACK = """Traceback (most recent call last):
  File "/srv/shop/app.py", line 12, in <module>
    session.commit()
  File "/srv/shop/lib/sqlalchemy/orm/session.py", line 2030, in commit
    trans.commit(_to_root=True)
sqlalchemy.exc.PendingRollbackError: This Session's transaction has been rolled back due to a previous exception during flush.
"""


def test_a_traceback_pasted_into_the_search_finds_its_rule_and_can_be_looked_up_whole(
    new_page: NewPage, site: str
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}models/")
    page.evaluate("text => navigator.clipboard.writeText(text)", TRACEBACK)
    page.keyboard.press("/")
    page.keyboard.press("ControlOrMeta+V")
    expect(page.locator(".rule-hits a").first).to_have_attribute("href", re.compile("sessions/rollback/$"))
    page.locator(".rule-note a").click()
    expect(page.locator(".error-found a").first).to_have_attribute("href", "../sessions/rollback/")
    assert page.input_value("#error-text") == TRACEBACK


def test_the_index_of_all_pages_is_fetched_when_the_search_is_first_used(new_page: NewPage, site: str) -> None:
    page = new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.goto(f"{site}path/", wait_until="networkidle")
    assert [url for url in asked if url.startswith("search/")] == []
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("selectinload")
    expect(page.locator(".md-search-result__list > li").first).to_be_attached()
    assert {"search/search_index.json", "search/rules.json"} <= set(asked)
