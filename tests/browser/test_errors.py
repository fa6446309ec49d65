"""The index of errors finds the rule for messages of real life. Each file says in its first line which.

`chosen` and `unknown` were there while the matching was tuned; `held_out` was not, and stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

TRACEBACKS = Path(__file__).parent / "tracebacks"

HELD_OUT_FOUND = 0.95
"""The share of the held-out messages, which nothing was tuned to, that must find their rule first."""


def cases(group: str) -> list[tuple[str, list[str], str]]:
    """Name, the rules that may come first, and the text a reader pastes."""
    found = []
    for path in sorted((TRACEBACKS / group).glob("*.txt")):
        expected, _, text = path.read_text("utf-8").partition("\n")
        found.append((path.stem, expected.split(), text))
    return found


@pytest.fixture(scope="module")
def page(browser: Browser, site: str) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{site}errors/")
    yield page
    page.close()


def first_rule(page: Page, text: str) -> str | None:
    """The rule that stands first when a reader pastes this."""
    page.fill("#error-text", text)
    page.wait_for_selector(".error-form:is([data-state='found'], [data-state='none'])")
    links = page.locator(".error-found a")
    if not links.count():
        return None
    return (links.first.get_attribute("href") or "").removeprefix("../").rstrip("/")


@pytest.mark.outdated
@pytest.mark.parametrize(("name", "expected", "text"), cases("chosen"))
def test_a_message_finds_its_rule_first(page: Page, name: str, expected: list[str], text: str) -> None:
    assert first_rule(page, text) in expected


@pytest.mark.outdated
def test_messages_that_nothing_was_tuned_to_find_theirs(page: Page) -> None:
    held_out = cases("held_out")
    missed = {
        name: first_rule(page, text) for name, expected, text in held_out if first_rule(page, text) not in expected
    }
    assert len(held_out) >= 90
    assert len(missed) / len(held_out) <= 1 - HELD_OUT_FOUND, missed


@pytest.mark.outdated
@pytest.mark.parametrize(("name", "expected", "text"), cases("unknown"))
def test_a_message_that_no_rule_met_is_not_guessed_at(page: Page, name: str, expected: list[str], text: str) -> None:
    assert (expected, first_rule(page, text)) == (["none"], None), "a rule knows it by now? move the file to chosen/"


@pytest.mark.outdated
def test_where_no_rule_met_a_message_the_nearest_rules_are_named_as_such(page: Page) -> None:
    page.fill("#error-text", "ModuleNotFoundError: No module named 'psycopg2'")
    near = page.locator(".error-near a")
    near.first.wait_for()
    assert (near.first.get_attribute("href") or "").endswith("psql/url/")
    assert "No rule for this" in page.locator(".error-answer").inner_text()
    assert page.locator(".error-found").count() == 0


@pytest.mark.outdated
def test_where_no_rule_is_near_none_is_named(page: Page) -> None:
    page.fill("#error-text", "ZeroDivisionError: division by zero")
    page.get_by_text("None is near it either").wait_for()
    assert page.locator(".error-answer a").count() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A transaction is already begun", "sessions/begin"),
        ("The unique() method must be invoked", "loading/unique_with_joinedload"),
        ("This Session's transaction has been rolled back due to a previous exception", "sessions/rollback"),
        ("is not bound to a Session", "loading/expired_after_close"),
        ("has no attribute", None),
        ("AttributeError: 'NoneType' object has no attribute 'id'", None),
        ("AttributeError: 'str' object has no attribute 'upper'", None),
        ("AttributeError: 'Customer' object has no attribute 'mail'", None),
        ("AttributeError: 'CustomerCreate' object has no attribute '_sa_instance_state'", "web/schema_to_model"),
    ],
)
def test_a_part_of_a_message_is_enough_where_it_is_telling(page: Page, text: str, expected: str | None) -> None:
    assert first_rule(page, text) == expected


def test_a_message_of_few_words_is_not_given_out_as_certain(page: Page) -> None:
    first_rule(page, "AttributeError: type object 'Customer' has no attribute 'orders'")
    assert "other causes say them too" in page.locator(".error-answer").inner_text()


def test_a_message_that_is_only_a_name_is_not_taken_for_every_error_of_its_class(page: Page) -> None:
    assert first_rule(page, "AttributeError: email") == "querying/rows_and_objects"
    assert page.locator(".error-found > li").count() == 1
    assert "a name and no more" in page.locator(".error-why").inner_text()


def test_what_is_pasted_anywhere_on_the_page_is_looked_up(browser: Browser, site: str) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 500}, permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        page = context.new_page()
        page.goto(f"{site}errors/")
        text = "InvalidRequestError: 'A.b' is not available due to lazy='raise'"
        page.evaluate("text => navigator.clipboard.writeText(text)", f"Traceback\n{text}")
        page.keyboard.press("ControlOrMeta+V")
        first = page.locator(".error-found a").first
        first.wait_for()
        assert text in page.input_value("#error-text")
        page.wait_for_function(
            "() => document.querySelector('.error-found a').getBoundingClientRect().bottom < innerHeight"
        )
