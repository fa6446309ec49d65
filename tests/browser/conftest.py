"""What the tests in a browser share: readers who come for the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsing import LAPTOP
from tests.conftest import BROWSER_SECONDS

NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens a page in a browser that remembers nothing yet. Options as in `Browser.new_context`; else a laptop, no motion."""
    with ExitStack() as contexts:

        def new_page(**options: Any) -> Page:
            options = {"viewport": LAPTOP, "reduced_motion": "reduce", **options}
            context = contexts.enter_context(browser.new_context(**options))
            context.set_default_timeout(BROWSER_SECONDS * 1000)
            return context.new_page()

        yield new_page


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(permissions=["clipboard-read", "clipboard-write"])
