"""Every page of the site, loaded once in a browser and looked at for everything that holds on any page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.browsing import pages_of, served
from tests.browser.conftest import NewPage
from tests.conftest import BROWSER_SECONDS

pytestmark = pytest.mark.slow

NARROW = 320
"""CSS pixels: a laptop whose page is enlarged to four times its size. A phone has more."""
TOO_WIDE = """width => {
  const cut = [...document.querySelectorAll(".listing")].filter(each => each.scrollWidth > each.clientWidth + 1);
  const needed = document.documentElement.scrollWidth;
  return [...(needed > width ? [`${needed} px`] : []), ...cut.map(each => `cuts off ${each.ariaLabel}`)];
}"""

STRUCTURE = """() => {
  const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(each => Number(each.tagName[1]));
  const jumps = levels.filter((level, at) => at ? level > levels[at - 1] + 1 || level === 1 : level !== 1);
  const silent = [...document.querySelectorAll("article :is(img, svg, figure.picture, .plot)")].filter(each =>
    !each.closest("[aria-hidden=true], [role=img][aria-label]") &&
    !(each.getAttribute("alt") || each.ariaLabel || each.querySelector("title, figcaption")?.textContent.trim()));
  return [...jumps.map(level => `a heading of level ${level} in ${levels}`), ...silent.map(each => each.outerHTML.slice(0, 120))];
}"""
"""Levels of headings that jump, and pictures without words: what a page's Markdown can do wrong. axe looks for the rest."""

SILENT_ABOUT = """() => {
  const select = document.querySelector(".environment-choice select");
  const rule = document.querySelector("section.rule:not(.example)");
  if (!select || !rule || !document.querySelector(".rule-foot")) return [];
  return [...select.options].slice(1).filter(option => {
    const differs = document.querySelector(`.elsewhere[data-environment="${option.value}"]`);
    select.value = option.value;
    select.dispatchEvent(new Event("change"));
    return differs && rule.firstElementChild !== differs;
  }).map(option => option.value);
}"""
"""The environments that differ, and of which a rule says nothing when a reader chooses them."""


@dataclass
class Walk:
    """What was wrong, by page; empty where nothing was."""

    pages: int = 0
    rules: int = 0
    complaints: list[str] = field(default_factory=list)
    structure: dict[str, list[str]] = field(default_factory=dict)
    wide: dict[str, list[str]] = field(default_factory=dict)
    silent: dict[str, list[str]] = field(default_factory=dict)


@pytest.fixture(scope="module")
def walk(browser: Browser, by_mkdocs: Path, site: str) -> Iterator[Walk]:
    found = Walk()
    with browser.new_context(viewport={"width": NARROW, "height": 600}, reduced_motion="reduce") as context:
        context.set_default_timeout(BROWSER_SECONDS * 1000)
        page = context.new_page()
        say = found.complaints.append
        page.on("request", lambda r: None if r.url.startswith((site, "data:", "blob:")) else say(r.url))
        page.on("console", lambda m: say(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: say(f"{page.url}: {error}"))
        page.on("response", lambda r: say(f"{r.status} {r.url}") if r.status >= 400 else None)
        for path in [*pages_of(by_mkdocs), "404.html"]:
            page.goto(site + path, wait_until="load")
            found.pages += 1
            found.rules += page.locator(".rule-foot").count() == 1
            found.structure[path] = page.evaluate(STRUCTURE)
            found.silent[path] = page.evaluate(SILENT_ABOUT)
            found.wide[path] = page.evaluate(TOO_WIDE, NARROW)
        yield found


def test_nothing_is_wrong_on_any_page(walk: Walk) -> None:
    assert walk.pages > 200
    assert walk.rules > 150
    assert walk.complaints == [], "asks another host, or says something in the console"
    for found in (walk.structure, walk.wide, walk.silent):
        assert {path: troubles for path, troubles in found.items() if troubles} == {}


def test_at_the_root_of_a_host_no_page_complains_either(new_page: NewPage, by_mkdocs: Path) -> None:
    found = []
    with served(by_mkdocs) as address:
        page = new_page()
        page.on("console", lambda m: found.append(f"{page.url}: {m.text}") if m.type in ("error", "warning") else None)
        page.on("response", lambda r: found.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        for path in ("", "errors/", "loading/", "loading/n_plus_one/", "labs/tour/"):
            page.goto(address + path, wait_until="load")
    assert found == []


def test_every_link_leads_to_something_below_the_sites_path(by_mkdocs: Path) -> None:
    """Pages, headings, downloads, assets, the page for missing addresses, and what is listed for programs."""
    root = "http://127.0.0.1/guide/"
    links: dict[str, list[str]] = {}
    ids: dict[str, set[str]] = {}
    for path in [*pages_of(by_mkdocs), "404.html"]:
        html = (by_mkdocs / (path if path.endswith(".html") else f"{path}index.html")).read_text("utf-8")
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
            exists = there.path.startswith("/guide/") and (file.is_file() or (file / "index.html").is_file())
            anchor = unquote(there.fragment)
            if not exists or (anchor and anchor not in ids.get(there.path, {anchor})):
                dead.append((path, url))
    assert dead == []
    downloads = {url for urls in links.values() for url in urls if "/snippets/" in url and url.endswith(".py")}
    assert len(downloads) > 400
