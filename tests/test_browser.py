"""The site in a real browser: what a reader does, from landing to answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from harness.extension import moved_html
from tests.browsing import served
from tests.weigh import FIRST_PAGE_KB, PAGES, weighed

LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

NOT_EXECUTABLE = 'sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: "SELECT name FROM users"'


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages, from the site's root."""
    return sorted(p.parent.relative_to(site).as_posix().removeprefix(".") + "/" for p in site.rglob("index.html"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing yet."""
    with browser.new_context(viewport=LAPTOP, reduced_motion="reduce") as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


# The whole site


@pytest.mark.parametrize("below", ["guide/", ""], ids=["below a path", "at the root"])
def test_no_page_asks_anybody_else_or_complains(context: BrowserContext, by_mkdocs: Path, below: str) -> None:
    found = []
    with served(by_mkdocs.parent if below else by_mkdocs) as address:
        page = context.new_page()
        page.on(
            "request",
            lambda r: found.append(r.url) if not r.url.startswith((address + below, "data:", "blob:")) else None,
        )
        page.on("console", lambda m: found.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
        page.on("response", lambda r: found.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        addresses = [path.lstrip("/") for path in pages_of(by_mkdocs)]
        assert len(addresses) > 15
        for path in addresses if below else addresses[:3]:
            page.goto(f"{address}{below}{path}", wait_until="load")
    assert found == []


def test_the_first_page_is_light_and_does_not_jump(browser: Browser, by_mkdocs: Path) -> None:
    with served(by_mkdocs) as address:
        for path in PAGES:
            found = weighed(browser, by_mkdocs, address, path)
            assert found["shift"] < 0.01, path
            if path == "":
                assert found["kb"] < FIRST_PAGE_KB


# Somebody has an error


def test_a_pasted_error_leads_to_its_rule(page: Page, site: str) -> None:
    page.goto(f"{site}errors/")
    page.get_by_label("Your traceback").fill(NOT_EXECUTABLE)
    first = page.locator(".error-found li").first
    expect(first).to_contain_text("words of its message are in yours")
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/guide/\w+/#\w+$"))
    slug = page.url.rpartition("#")[2]
    expect(page.locator(f"h2#{slug}")).to_be_in_viewport()


def test_an_error_that_no_rule_met_is_said_to_be_one(page: Page, site: str) -> None:
    page.goto(f"{site}errors/")
    page.get_by_label("Your traceback").fill("ZeroDivisionError: division by zero")
    expect(page.locator(".error-answer")).to_contain_text("No rule of this guide met this message")


def test_the_messages_are_there_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}errors/")
        expect(page.get_by_text("is not bound to a Session; lazy load operation").first).to_be_visible()
        expect(page.locator(".error-form")).to_be_hidden()


def test_copying_takes_the_whole_code_and_no_evidence(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}loading/#n_plus_one")
        figure = page.locator("figure.snippet").first
        figure.hover()
        figure.locator("button[data-md-type=copy], .md-clipboard").first.click()
        page.wait_for_function("navigator.clipboard.readText().then(text => text.length > 0)")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert "select(Project)" in copied
    assert "statements" not in copied


def test_an_address_that_is_not_there_helps(page: Page, site: str) -> None:
    page.goto(f"{site}loading/n-plus-one.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    page.get_by_role("link", name="Load what the loop needs before the loop").click()
    expect(page).to_have_url(f"{site}loading/#n_plus_one")


def test_a_renamed_rule_is_found_at_its_old_address(page: Page, site: str, by_mkdocs: Path) -> None:
    html = (by_mkdocs / "loading" / "index.html").read_text("utf-8")
    note = moved_html("loading/old_name", "loading", "raiseload")
    page.route(
        "**/loading/",
        lambda route: route.fulfill(body=html.replace("</article>", f"{note}</article>"), content_type="text/html"),
    )
    page.goto(f"{site}loading/#old_name")
    expect(page).to_have_url(f"{site}loading/#raiseload")


def test_the_policy_lets_no_other_script_run(page: Page, site: str, by_mkdocs: Path) -> None:
    html = (
        (by_mkdocs / "index.html")
        .read_text("utf-8")
        .replace("</body>", "<script>window.stranger = true</script></body>")
    )
    page.route(site, lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(site)
    assert page.evaluate("window.stranger") is None
    assert page.evaluate("fetch('https://example.org/').then(() => 'asked', () => 'refused')") == "refused"


# Somebody reads front to back


def test_ticks_are_remembered(page: Page, site: str) -> None:
    page.goto(f"{site}path/")
    page.get_by_label("Done: Models").check()
    expect(page.get_by_text("1 of 3 done.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Done: Models")).to_be_checked()
    expect(page.get_by_label("Done: Testing")).not_to_be_checked()
    page.get_by_role("button", name="Untick all").click()
    page.reload()
    expect(page.get_by_label("Done: Models")).not_to_be_checked()


# Somebody settles an argument


def test_three_journeys_from_the_landing_page(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="I am new here").click()
    page.locator(".ticks").get_by_role("link", name="Models", exact=True).click()
    expect(page.locator("h1")).to_contain_text("Models")
    page.locator(".md-footer__link--next").click()
    expect(page.locator("h1")).to_contain_text("Reserved names")
    page.locator(".md-footer__link--prev").click()
    expect(page).to_have_url(f"{site}models/")

    page.goto(site)
    page.get_by_role("link", name="I have an error").click()
    page.get_by_label("Your traceback").fill("InvalidRequestError: 'A.b' is not available due to lazy='raise'")
    page.locator(".error-found a").first.click()
    expect(page).to_have_url(f"{site}loading/#raiseload")

    page.goto(site)
    page.get_by_role("link", name="I am reviewing").click()
    page.get_by_label("Words").fill("bulk_save_objects")
    page.locator(".reference li:visible a").first.click()
    expect(page).to_have_url(f"{site}bulk/#bulk_save_objects")
    page.locator("#bulk_save_objects .headerlink").click()
    expect(page).to_have_url(f"{site}bulk/#bulk_save_objects")


def test_the_reference_is_narrowed_and_the_choice_stays_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}reference/")
    page.get_by_label("Shown by").select_option("statements")
    page.locator("select[name=chapter]").select_option("Loading related objects")
    rows = page.locator(".reference li:visible")
    few = rows.count()
    assert 0 < few < page.locator(".reference li").count() / 4
    expect(rows.first).to_contain_text("Load what the loop needs before the loop")
    page.reload()
    expect(rows).to_have_count(few)
    page.get_by_label("Words").fill("no rule holds these words")
    expect(rows).to_have_count(0)


def test_the_reference_prints_on_two_sheets(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}reference/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
