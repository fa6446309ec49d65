"""What the first page costs a reader, measured in a real browser: `python -m tools.weigh`, a part of `make bench`.

The figures are bytes, counts and ratios, so that they mean the same on every machine.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsing import NoBrowser, launched, served

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", "errors/", "loading/", "reference/")
FIRST_PAGE_KB = 300
HEAVIEST = 3

SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => resolve(sum), 300);
})"""
TIMES = """() => {
  const page = performance.getEntriesByType('navigation')[0];
  const text = performance.getEntriesByName('first-contentful-paint')[0];
  return {text: text ? text.startTime : page.domInteractive, load: page.loadEventEnd};
}"""


def weighed(browser: Browser, site: Path, address: str, path: str) -> dict[str, float]:
    """What one page costs a reader who has nothing of the site yet.

    `requests`, `kb` (all of them, compressed by gzip where a host would), `shift` (Chromium's layout shift),
    `text` (when the first text is there, as a share of the time until everything is loaded).
    """
    asked: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + path, wait_until="networkidle")
        shift = page.evaluate(SHIFT)
        times = page.evaluate(TIMES)
    files = {url for url in asked if url.startswith(address)}
    return {
        "requests": len(files),
        "kb": sum(compressed(site, urlsplit(url).path) for url in files) / 1024,
        "shift": shift,
        "text": times["text"] / times["load"] if times["load"] else 0.0,
    }


def compressed(site: Path, path: str) -> int:
    """The bytes that a file travels as. Pictures and fonts are compressed already."""
    file = site / path.lstrip("/")
    if file.is_dir():
        file /= "index.html"
    content = file.read_bytes()
    return len(content) if file.suffix in (".woff2", ".png", ".webp") else len(gzip.compress(content, 6))


def main() -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    environment.pop("GUIDE_SERVING", None)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "--site-dir", folder], cwd=ROOT, env=environment, check=True
        )
        try:
            browser = launched(playwright)
        except NoBrowser as error:
            print(f"the weight of the pages was not measured: {error}")
            return
        with browser, served(site) as address:
            for path in PAGES:
                found = weighed(browser, site, address, path)
                print(
                    f"/{path}: {found['requests']:.0f} requests, {found['kb']:.0f} KB compressed,"
                    f" layout shift {found['shift']:.3f}, first text at {found['text']:.0%} of the load"
                )
            weights = {file: compressed(site, f"/{file.relative_to(site)}") for file in site.rglob("index.html")}
            for file in sorted(weights, key=lambda file: -weights[file])[:HEAVIEST]:
                print(
                    f"/{file.parent.relative_to(site)}/: {weights[file] / 1024:.0f} KB of HTML compressed,"
                    f" {file.stat().st_size / 1024:.0f} KB in full"
                )


if __name__ == "__main__":
    main()
