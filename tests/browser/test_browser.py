"""The site in a real browser: what a reader does, from landing to answer."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.browser.browsing import served
from tests.conftest import BROWSER_SECONDS
from tools.weigh import FIRST_PAGE_KB, PAGES, weighed

pytestmark = pytest.mark.slow

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

NOT_EXECUTABLE = 'sqlalchemy.exc.ObjectNotExecutableError: Not an executable object: "SELECT name FROM users"'


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages, from the site's root."""
    return sorted(p.parent.relative_to(site).as_posix().removeprefix(".") + "/" for p in site.rglob("index.html"))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that remembers nothing yet."""
    with browser.new_context(viewport=LAPTOP, reduced_motion="reduce") as context:
        context.set_default_timeout(BROWSER_SECONDS * 1000)
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


def test_every_link_of_the_site_leads_to_something_below_its_path(by_mkdocs: Path) -> None:
    """Pages, headings, downloads, assets, the page for missing addresses, and what is listed for programs."""
    root = "http://127.0.0.1/guide/"
    links: dict[str, list[str]] = {}
    ids: dict[str, set[str]] = {}
    for path in [*(each.lstrip("/") for each in pages_of(by_mkdocs)), "404.html"]:
        html = (by_mkdocs / path / "index.html" if not path.endswith(".html") else by_mkdocs / path).read_text("utf-8")
        found = re.findall(r'<[a-z]+ [^>]*?(?:href|src)="([^"]+)"', html)
        links[path] = [urljoin(root + path, unescape(url)) for url in found]
        ids[urlsplit(root + path).path] = set(re.findall(r'<[a-z0-9]+ [^>]*?\bid="([^"]+)"', html))
    links["llms.txt"] = re.findall(r"\((http[^)]+)\)", (by_mkdocs / "llms.txt").read_text("utf-8"))
    dead = []
    for path, urls in links.items():
        assert len(urls) > 20, path
        for url in urls:
            there = urlsplit(url)
            if there.hostname != "127.0.0.1":
                continue
            file = by_mkdocs.parent / unquote(there.path).lstrip("/")
            is_there = there.path.startswith("/guide/") and (file.is_file() or (file / "index.html").is_file())
            anchor = unquote(there.fragment)
            if not is_there or (anchor and anchor not in ids.get(there.path, {anchor})):
                dead.append((path, url))
    assert dead == []
    downloads = {
        urlsplit(url).path for urls in links.values() for url in urls if "/snippets/" in url and url.endswith(".py")
    }
    assert len(downloads) > 400


def test_the_first_page_is_light_and_does_not_jump(browser: Browser, by_mkdocs: Path) -> None:
    with served(by_mkdocs) as address:
        for path in PAGES:
            found = weighed(browser, by_mkdocs, address, path)
            assert found["shift"] < 0.01, path
            if path == "":
                assert found["kb"] < FIRST_PAGE_KB


# Somebody has an error


@pytest.mark.outdated
def test_a_pasted_error_leads_to_its_rule(page: Page, site: str) -> None:
    page.goto(f"{site}errors/")
    page.get_by_label("Your traceback").fill(NOT_EXECUTABLE)
    first = page.locator(".error-found li").first
    expect(first).to_contain_text("words of its message are in yours")
    first.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/guide/\w+/\w+/$"))
    slug = page.url.rpartition("#")[2]
    expect(page.locator(f"h2#{slug}")).to_be_in_viewport()


def test_an_error_that_no_rule_met_is_said_to_be_one(page: Page, site: str) -> None:
    page.goto(f"{site}errors/")
    page.get_by_label("Your traceback").fill("ZeroDivisionError: division by zero")
    expect(page.locator(".error-answer")).to_contain_text("No rule for this")


def test_the_messages_are_there_without_scripts(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site}errors/")
        expect(page.get_by_text("is not bound to a Session; lazy load operation").first).to_be_visible()
        expect(page.locator(".error-form")).to_be_hidden()


def test_copying_takes_the_whole_code_and_no_evidence(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}loading/n_plus_one/")
        figure = page.locator("figure.snippet").first
        figure.hover()
        figure.locator("button[data-md-type=copy], .md-clipboard").first.click()
        page.wait_for_function("() => navigator.clipboard.readText().then(text => text.length > 0)")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert "select(Project)" in copied
    assert "statements" not in copied


def test_each_button_copies_what_it_stands_beside(browser: Browser, site: str) -> None:
    """The part that is shown, the SQL of its lines, and the whole file, as it can be run."""
    with browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}loading/n_plus_one/")
        figure = page.locator("#n_plus_one-dont_growing")
        copied = []
        for summary in figure.locator("summary").all():
            summary.click()
        for listing in (
            figure.locator("> .listing"),
            figure.locator(".sql .highlight").first,
            figure.locator(".whole .highlight"),
        ):
            page.evaluate("navigator.clipboard.writeText('')")
            listing.locator(".md-code__button").click()
            page.wait_for_function("() => navigator.clipboard.readText().then(text => text.length > 0)")
            copied.append(page.evaluate("navigator.clipboard.readText()"))
    shown, sql, whole = copied
    assert shown.startswith("engine = new_database(")
    assert sql.startswith("SELECT project.name")
    assert whole == Path("snippets/loading/n_plus_one/dont_growing.py").read_text("utf-8").rstrip("\n")


def test_an_address_that_is_not_there_helps(page: Page, site: str) -> None:
    page.goto(f"{site}loading/n-plus-one.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")
    page.get_by_role("link", name="Load what the loop needs before the loop").click()
    expect(page).to_have_url(f"{site}loading/n_plus_one/")


def test_an_address_that_is_not_there_helps_where_nobody_said_the_site_would_stand(
    context: BrowserContext, by_mkdocs: Path
) -> None:
    """The page was built for /guide/, and is served from the root."""
    with served(by_mkdocs) as address:
        page = context.new_page()
        page.goto(f"{address}loading/n-plus-one.html")
        page.get_by_role("link", name="Load what the loop needs before the loop").click()
        expect(page).to_have_url(f"{address}loading/n_plus_one/")
        page.goto(f"{address}no/such/page/")
        expect(page.locator(".md-sidebar__scrollwrap").first).to_have_attribute("style", re.compile("height"))
        page.get_by_role("article").get_by_role("link", name="Find an error").click()
        expect(page).to_have_url(f"{address}errors/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("loading/#n_plus_one", "loading/n_plus_one/"),
        ("loading/#n_plus_one-dont_growing", "loading/n_plus_one/#n_plus_one-dont_growing"),
        ("inheritance/#kind_in_the_key", "inheritance/joined_table/#kind_in_the_key"),
        ("loading/#which_loader", "loading/#which_loader"),
    ],
)
def test_an_address_from_when_a_chapter_was_one_page_leads_to_the_rule(
    page: Page, site: str, old: str, new: str
) -> None:
    page.goto(f"{site}{old}")
    expect(page).to_have_url(f"{site}{new}")


def test_without_scripts_such_an_address_leads_to_the_link_to_the_rule(browser: Browser, site: str) -> None:
    with browser.new_context(java_script_enabled=False, viewport=LAPTOP) as context:
        page = context.new_page()
        page.goto(f"{site}loading/#raiseload")
        expect(page.locator("#raiseload a")).to_be_in_viewport()


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


def test_a_chapter_is_ticked_at_its_end_and_in_the_navigation(page: Page, site: str) -> None:
    page.goto(f"{site}sessions/")
    page.get_by_label("I have read this chapter").check()
    expect(page.get_by_text("1 of 14 chapters read")).to_be_visible()
    page.get_by_role("link", name="Learning path").last.click()
    expect(page.get_by_label("Done: Sessions and transactions")).to_be_checked()
    marks = page.get_by_role("navigation", name="Chapters").get_by_role("link").evaluate_all(
        "links => links.map(each => getComputedStyle(each, '::before').content)"
    )  # fmt: skip
    assert [mark.startswith('"✓"') for mark in marks] == [False, True, *[False] * 12]
    page.get_by_label("Done: Sessions and transactions").uncheck()
    page.goto(f"{site}sessions/")
    expect(page.get_by_label("I have read this chapter")).not_to_be_checked()


def test_the_chapters_follow_each_other_as_the_learning_path_has_them(page: Page, site: str) -> None:
    page.goto(f"{site}path/")
    hrefs = "links => links.map(each => each.href)"
    path = page.locator(".ticks li:has(.time) a").evaluate_all(hrefs)
    assert len(path) == 14
    chapters = page.get_by_role("navigation", name="Chapters").get_by_role("link")
    assert chapters.evaluate_all(hrefs) == path
    for chapter, following in itertools.pairwise(path):
        page.goto(following)
        page.locator(".md-footer__link--prev").click()
        expect(page).to_have_url(re.compile(f"^{re.escape(chapter)}"))  # the chapter's last rule
        page.locator(".md-footer__link--next").click()
        expect(page).to_have_url(following)


# Somebody settles an argument


def test_the_mark_beside_a_heading_copies_its_address(browser: Browser, site: str) -> None:
    with browser.new_context(viewport=LAPTOP, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{site}loading/")
        heading = page.get_by_role("heading", name="Which loader when", exact=True)
        heading.hover()
        heading.get_by_role("link").click()
        expect(page.get_by_text("Link copied", exact=True)).to_be_attached()
        assert page.evaluate("navigator.clipboard.readText()") == f"{site}loading/#which_loader" == page.url


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_three_journeys_from_the_landing_page(page: Page, site: str, size: ViewportSize) -> None:
    """Each from its door to the answer, which is in sight then. Nothing is clicked that a reader could not see and reach."""
    page.set_viewport_size(size)

    def door(name: str) -> None:
        page.goto(site)
        link = page.get_by_role("link", name=name)
        expect(link).to_be_in_viewport()
        link.click()

    door("I'm new here")
    page.locator(".ticks").get_by_role("link", name="Models", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Models"))
    page.locator(".md-footer__link--next").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Write one typed base"))
    page.locator(".md-footer__link--prev").click()
    expect(page).to_have_url(f"{site}models/")

    door("I have an error")
    page.get_by_label("Your traceback").fill("InvalidRequestError: 'A.b' is not available due to lazy='raise'")
    page.locator(".error-found a").first.click()
    expect(page).to_have_url(f"{site}loading/raiseload/")
    expect(
        page.get_by_role("heading", name="Let raiseload refuse what you did not load", exact=True)
    ).to_be_in_viewport()

    door("I'm reviewing")
    page.get_by_label("Filter").fill("bulk_save_objects")
    page.locator(".reference li:visible a").first.click()
    expect(page).to_have_url(f"{site}bulk/bulk_save_objects/")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()


def test_the_reference_is_narrowed_and_the_choice_stays_in_the_address(page: Page, site: str) -> None:
    page.goto(f"{site}reference/")
    page.get_by_label("Evidence").select_option("statements")
    page.locator("select[name=chapter]").select_option("Loading related objects")
    rows = page.locator(".reference li:visible")
    few = rows.count()
    assert 0 < few < page.locator(".reference li").count() / 4
    expect(rows.first).to_contain_text("Load what the loop needs before the loop")
    page.reload()
    expect(rows).to_have_count(few)
    page.get_by_label("Filter").fill("no rule holds these words")
    expect(rows).to_have_count(0)


@pytest.mark.outdated
def test_the_reference_prints_on_two_sheets(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}reference/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
