"""A real Chromium for the tests of the site, and the site on a port of this machine."""

from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright, ViewportSize

LAPTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = [
    "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
FETCH_SECONDS = 300


class NoBrowser(Exception):
    """There is no Chromium, and none could be fetched. The message says what to do."""


def chromium(playwright: Playwright) -> str:
    """The program: what PATH names, else what Playwright keeps, fetched where it is not there yet. Raises NoBrowser."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    kept = Path(playwright.chromium.executable_path)
    if found or kept.exists():
        return found or str(kept)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        fetched = subprocess.run(command, capture_output=True, text=True, timeout=FETCH_SECONDS, check=False)
        trouble = (fetched.stderr or fetched.stdout).strip().split("\n")[-1]
    except subprocess.TimeoutExpired:
        trouble = f"gave up after {FETCH_SECONDS} seconds"
    if not kept.exists():
        raise NoBrowser(
            f"no Chromium on PATH, and 'playwright install chromium' did not fetch one ({trouble});"
            " install Chromium, for example: apt-get install chromium"
        )
    return str(kept)


def launched(playwright: Playwright) -> Browser:
    """Chromium without a window. Root has no sandbox of its own to start it in. Raises NoBrowser."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(
        executable_path=chromium(playwright), args=[*QUIET, *(["--no-sandbox"] if is_root else [])]
    )


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host of static pages does: its own 404.html for what is not there."""

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = next((p for p in Path(self.directory).rglob("404.html")), None) if code == 404 else None
        if page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def pages_of(site: Path) -> list[str]:
    """The addresses of all pages of a built site, from its root: `""`, `loading/n_plus_one/`."""
    folders = sorted(page.parent.relative_to(site).as_posix() for page in site.rglob("index.html"))
    return ["" if folder == "." else f"{folder}/" for folder in folders]


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address under which a folder is served, with a slash at its end."""
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()
