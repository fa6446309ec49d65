"""The error index: what it says of a message besides the rules, which tests/questions measures."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage

pytestmark = pytest.mark.slow


def ask(index: Page, text: str) -> None:
    """Paste a text, and wait for the answer."""
    index.fill("#error-text", text)
    index.wait_for_selector(".error-form:is([data-state='found'], [data-state='none'])")


def test_where_no_rule_met_a_message_the_nearest_are_named_as_such_if_there_are_any(index: Page) -> None:
    ask(index, "ModuleNotFoundError: No module named 'httpx'")
    expect(index.locator(".error-near a").first).to_be_visible()
    expect(index.locator(".error-answer")).to_contain_text("Nearest by its words, and perhaps about something else")
    expect(index.locator(".error-answer")).to_contain_text("No rule for this")
    expect(index.locator(".error-found")).to_have_count(0)
    ask(index, "ZeroDivisionError: division by zero")
    expect(index.locator(".error-answer")).to_contain_text("No rule for this")
    index.get_by_text("None is near it either").wait_for()
    expect(index.locator(".error-answer a")).to_have_count(0)


def test_a_message_of_few_words_or_of_a_name_only_is_not_given_out_as_certain(index: Page) -> None:
    ask(index, "AttributeError: type object 'Customer' has no attribute 'orders'")
    expect(index.locator(".error-answer")).to_contain_text("other causes say them too")
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


# Codes, causes, certainty


@pytest.mark.parametrize("text", ["bhk3", "(Background on this error at: https://sqlalche.me/e/20/bhk3)", "BHK3."])
def test_a_code_or_its_link_alone_gets_a_sentence_and_its_rules(index: Page, text: str) -> None:
    ask(index, text)
    expect(index.locator(".error-says")).to_contain_text("bhk3: ")
    expect(index.locator(".error-found a").first).to_have_attribute("href", "../loading/lazy_after_close/")


def test_a_code_typed_into_the_search_finds_its_rules(new_page: NewPage, site: str) -> None:
    page = new_page()
    page.goto(f"{site}path/")
    page.keyboard.press("/")
    page.keyboard.type("bhk3")
    expect(page.locator(".rule-hits a").first).to_have_attribute("href", re.compile("loading/lazy_after_close/$"))
    page.locator(".rule-note a").click()
    expect(page.locator(".error-says")).to_contain_text("bhk3: ")


MISSING_GREENLET = "sqlalchemy.exc.MissingGreenlet: greenlet_spawn has not been called; can't call await_only() here."
IN_ENV = f'  File "/srv/migrations/env.py", line 71, in run_migrations_online\n    with connectable.connect()\n{MISSING_GREENLET}'


@pytest.mark.parametrize(
    ("text", "rule"), [(MISSING_GREENLET, "web/async_lazy_load"), (IN_ENV, "migrations/async_env")]
)
def test_where_a_message_has_several_causes_they_are_told_apart(index: Page, text: str, rule: str) -> None:
    ask(index, text)
    expect(index.locator(".error-answer")).to_contain_text("Which of these causes is yours?")
    expect(index.locator(".error-found a").first).to_have_attribute("href", f"../{rule}/")
    assert index.locator(".error-tells").count() >= 3


WARNED_FIRST = """SAWarning: Object of type <Task> not in session, add operation along 'Project.tasks' will not proceed
sqlalchemy.exc.InvalidRequestError: 'Project.tasks' is not available due to lazy='raise'
"""


def test_both_of_two_messages_are_answered(index: Page) -> None:
    ask(index, WARNED_FIRST)
    links = index.locator(".error-found a").evaluate_all("links => links.map(each => each.getAttribute('href'))")
    assert {"../relationships/add_the_child/", "../loading/raiseload/"} <= set(links)
