"""The README's picture of a rule, taken from the built site: `make picture`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.browsing import launched, served

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "assets" / "rule.png"
RULE = "loading/lazy_after_close"


def main() -> None:
    with sync_playwright() as playwright, launched(playwright) as browser, served(ROOT / "site") as address:
        page = browser.new_page(viewport={"width": 1340, "height": 900}, device_scale_factor=1.25, color_scheme="light")
        for _ in range(2):  # the fonts are used from the second page on
            page.goto(f"{address}{RULE}/", wait_until="networkidle")
        # A little of the page around it, so that its border is not cut.
        box = page.locator(f'.rule[aria-label="{RULE}"] .pair').first.bounding_box()
        assert box is not None
        page.screenshot(
            path=str(PICTURE),
            clip={"x": box["x"] - 8, "y": box["y"] - 8, "width": box["width"] + 16, "height": box["height"] + 16},
            full_page=True,
        )
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()
