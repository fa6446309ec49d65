"""What readers come for, from the first page to the rule that answers them."""

from __future__ import annotations

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.browsing import LAPTOP, PHONE
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.slow

ERROR = """Traceback (most recent call last):
  File "/srv/app/report.py", line 31, in report
    print(project.agents)
sqlalchemy.exc.InvalidRequestError: 'Order.lines' is not available due to lazy='raise'
"""


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def reader(request: pytest.FixtureRequest, new_page: NewPage, site: str) -> Page:
    """A reader on the first page. Nothing is clicked that a reader could not see and reach."""
    page = new_page(viewport=request.param)
    page.goto(site)
    return page


def enter(page: Page, door: str) -> None:
    link = page.get_by_role("link", name=door)
    expect(link).to_be_in_viewport()
    link.click()


def expect_rule(page: Page, address: str) -> None:
    """The page of a rule: its title in sight, and a DON'T with the DO that answers it."""
    expect(page).to_have_url(address)
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page.locator("figure.snippet.dont, figure.snippet.do")).not_to_have_count(0)


def test_a_newcomer_reads_the_first_chapter_from_its_start(reader: Page, site: str) -> None:
    enter(reader, "I'm new here")
    expect(reader).to_have_url(f"{site}path/")
    reader.locator(".ticks li:has(.time)").get_by_role("link", name="Models", exact=True).click()
    expect(reader).to_have_url(f"{site}models/")
    reader.locator(".rules a").first.click()
    expect_rule(reader, f"{site}models/typed_base/")
    reader.locator(".md-footer__link--next").click()
    expect_rule(reader, f"{site}models/mapped_annotation/")


def test_a_pasted_error_leads_to_its_rule(reader: Page, site: str) -> None:
    enter(reader, "I have an error")
    reader.get_by_label("Your traceback").fill(ERROR)
    reader.locator(".error-found a").first.click()
    expect_rule(reader, f"{site}loading/raiseload/")


def test_a_reviewer_finds_the_rule_to_link_to(reader: Page, site: str) -> None:
    enter(reader, "I'm reviewing")
    reader.get_by_label("Filter").fill("bulk_save_objects")
    reader.locator(".reference li:visible a").first.click()
    expect_rule(reader, f"{site}bulk/bulk_save_objects/")
    expect(reader.get_by_role("button", name="Copy link")).to_be_attached()


# Reading front to back


def test_a_chapter_is_ticked_at_its_end_and_in_the_navigation(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/")
    page.get_by_label("I have read this chapter").check()
    expect(page.get_by_text(re.compile(r"1 of \d+ chapters read"))).to_be_visible()
    page.get_by_role("link", name="Learning path").last.click()
    expect(page.get_by_label("Done: Sessions and transactions")).to_be_checked()
    marks = page.get_by_role("navigation", name="Chapters").get_by_role("link").evaluate_all(
        "links => links.map(each => getComputedStyle(each, '::before').content)"
    )  # fmt: skip
    assert [mark.startswith('"✓"') for mark in marks].count(True) == 1
    page.get_by_role("button", name="Untick all").click()
    page.goto(f"{site}sessions/")
    expect(page.get_by_label("I have read this chapter")).not_to_be_checked()


def test_the_chapters_follow_each_other_as_the_learning_path_has_them(page: Page, site: str) -> None:
    page.goto(f"{site}path/")
    hrefs = "links => links.map(each => each.href)"
    path = page.locator(".ticks li:has(.time) a").evaluate_all(hrefs)
    assert len(path) >= 14
    assert page.get_by_role("navigation", name="Chapters").get_by_role("link").evaluate_all(hrefs) == path
    for chapter, following in itertools.pairwise(path):
        page.goto(following, wait_until="commit")
        before = page.locator(".md-footer__link--prev").evaluate("each => each.href")
        assert before.startswith(chapter), "the chapter's last rule"
