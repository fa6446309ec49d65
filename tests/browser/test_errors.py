"""The error index finds the rule for messages from real life. Each file says in its first line which.

`chosen` and `unknown` were there while the matching was tuned; `held_out` was not, and stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewPage
from tests.conftest import BROWSER_SECONDS

pytestmark = pytest.mark.slow

TRACEBACKS = Path(__file__).parent / "tracebacks"

HELD_OUT_FOUND = 0.95
"""The share of the held-out messages, which nothing was tuned to, that must find their rule first."""
FIRST_RULE = "text => window.findError(text).map(([rule]) => rule)[0] ?? null"


def cases(group: str) -> list[tuple[str, list[str], str]]:
    """Name, the rules that may come first, and the text that a reader pastes."""
    found = []
    for path in sorted((TRACEBACKS / group).glob("*.txt")):
        expected, _, text = path.read_text("utf-8").partition("\n")
        found.append((path.stem, expected.split(), text))
    return found


@pytest.fixture(scope="module")
def index(browser: Browser, site: str) -> Iterator[Page]:
    """The page of the error index, for tests that only ask it."""
    page = browser.new_page()
    page.set_default_timeout(BROWSER_SECONDS * 1000)
    page.goto(f"{site}errors/")
    yield page
    page.close()


def first_rule(index: Page, text: str) -> str | None:
    """The rule that comes first when a reader pastes this."""
    rule: str | None = index.evaluate(FIRST_RULE, text)
    return rule


def ask(index: Page, text: str) -> None:
    """Paste a text, and wait for the answer."""
    index.fill("#error-text", text)
    index.wait_for_selector(".error-form:is([data-state='found'], [data-state='none'])")


@pytest.mark.outdated
@pytest.mark.parametrize(("name", "expected", "text"), cases("chosen"))
def test_a_message_finds_its_rule_first(index: Page, name: str, expected: list[str], text: str) -> None:
    assert first_rule(index, text) in expected


@pytest.mark.outdated
def test_messages_that_nothing_was_tuned_to_find_theirs(index: Page) -> None:
    held_out = cases("held_out")
    missed = {
        name: first_rule(index, text) for name, expected, text in held_out if first_rule(index, text) not in expected
    }
    assert len(held_out) >= 90
    assert len(missed) / len(held_out) <= 1 - HELD_OUT_FOUND, missed


@pytest.mark.outdated
@pytest.mark.parametrize(("name", "expected", "text"), cases("unknown"))
def test_a_message_that_no_rule_met_is_not_guessed_at(index: Page, name: str, expected: list[str], text: str) -> None:
    assert (expected, first_rule(index, text)) == (["none"], None), "a rule knows it by now? move the file to chosen/"


@pytest.mark.outdated
def test_where_no_rule_met_a_message_the_nearest_rules_are_named_as_such(index: Page) -> None:
    ask(index, "ModuleNotFoundError: No module named 'psycopg2'")
    expect(index.locator(".error-near a").first).to_have_attribute("href", "../psql/url/")
    expect(index.locator(".error-answer")).to_contain_text("No rule for this")
    expect(index.locator(".error-found")).to_have_count(0)


@pytest.mark.outdated
def test_where_no_rule_is_near_none_is_named(index: Page) -> None:
    ask(index, "ZeroDivisionError: division by zero")
    expect(index.locator(".error-answer")).to_contain_text("No rule for this")
    index.get_by_text("None is near it either").wait_for()
    expect(index.locator(".error-answer a")).to_have_count(0)


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
def test_a_part_of_a_message_is_enough_where_it_is_telling(index: Page, text: str, expected: str | None) -> None:
    assert first_rule(index, text) == expected


def test_a_message_of_few_words_is_not_given_out_as_certain(index: Page) -> None:
    ask(index, "AttributeError: type object 'Customer' has no attribute 'orders'")
    expect(index.locator(".error-answer")).to_contain_text("other causes say them too")


def test_a_message_that_is_only_a_name_is_not_taken_for_every_error_of_its_class(index: Page) -> None:
    ask(index, "AttributeError: email")
    expect(index.locator(".error-found > li")).to_have_count(1)
    expect(index.locator(".error-found a").first).to_have_attribute("href", "../querying/rows_and_objects/")
    expect(index.locator(".error-why")).to_contain_text("a name and no more")


def test_what_is_pasted_anywhere_on_the_page_is_looked_up(new_page: NewPage, site: str) -> None:
    page = new_page(viewport={"width": 390, "height": 500}, permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{site}errors/")
    text = "InvalidRequestError: 'A.b' is not available due to lazy='raise'"
    page.evaluate("text => navigator.clipboard.writeText(text)", f"Traceback\n{text}")
    page.keyboard.press("ControlOrMeta+V")
    page.locator(".error-found a").first.wait_for()
    assert text in page.input_value("#error-text")
    page.wait_for_function(
        "() => document.querySelector('.error-found a').getBoundingClientRect().bottom < innerHeight"
    )
