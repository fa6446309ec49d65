"""What the first page and a run cost a reader, in a real browser: `python -m tools.weigh`, a part of `make bench`.

The figures of the pages are bytes, counts and ratios, so that they mean the same on every machine. Those of a run are
also seconds of this machine, and the memory of Chromium's renderers, which only Linux tells.
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.browser.browsing import NoBrowser, launched, served

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("", "errors/", "loading/", "reference/")
FIRST_PAGE_KB = 300
HEAVIEST = 3
RUN_SECONDS = 300
RUNS = (1, 2, 20)
"""After which runs of one example time and memory are measured."""

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


def runs(browser: Browser, address: str, sizes: dict[str, int]) -> Iterator[str]:
    """What running an example costs: its memory before the first click; then seconds and memory of some runs.

    `sizes`: the bytes of the files that the runtime may load, by name.
    """
    others = renderers()
    with browser.new_context() as context:
        loaded: set[str] = set()
        context.on("request", lambda request: loaded.add(urlsplit(request.url).path.rpartition("/")[2]))
        page = context.new_page()
        page.goto(f"{address}loading/n_plus_one/", wait_until="networkidle")
        yield f"before a run: {megabytes(renderers() - others)}"
        bar = page.locator("#n_plus_one-do .run-bar")
        for number in range(1, RUNS[-1] + 1):
            started = time.perf_counter()
            bar.get_by_role("button", name="Run", exact=True).click()
            bar.and_(page.locator(":not([aria-busy])")).wait_for(timeout=RUN_SECONDS * 1000)
            seconds = time.perf_counter() - started
            if number in RUNS:
                yield f"run {number}: {seconds:.2f} s, then {megabytes(renderers() - others)}"
        total = sum(sizes[name] for name in loaded & sizes.keys())
        yield f"the runs load {total / 1e6:.1f} MB, the editor {sizes['codemirror.js'] / 1e6:.1f} MB"


def renderers() -> set[Path]:
    """The processes of Chromium that show pages, or work for them; none where the system doesn't tell."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                found.add(process)
    return found


def megabytes(processes: set[Path]) -> str:
    """The memory of processes, what they share split among them."""
    total = 0
    for process in processes:
        with suppress(OSError):
            total += int(re.findall(r"Pss:\s+(\d+)", (process / "smaps_rollup").read_text())[0])
    return f"{total / 1024:.0f} MB"


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
            sizes = json.loads((site / "assets/run/sizes.json").read_text("utf-8"))
            for line in runs(browser, address, sizes):
                print(line)
            weights = {file: compressed(site, f"/{file.relative_to(site)}") for file in site.rglob("index.html")}
            for file in sorted(weights, key=lambda file: -weights[file])[:HEAVIEST]:
                print(
                    f"/{file.parent.relative_to(site)}/: {weights[file] / 1024:.0f} KB of HTML compressed,"
                    f" {file.stat().st_size / 1024:.0f} KB in full"
                )


if __name__ == "__main__":
    main()
