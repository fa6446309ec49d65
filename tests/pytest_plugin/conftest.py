"""The project that the tests of the plugin run pytest in."""

from __future__ import annotations

from tests.pytest_plugin.guide import guide

__all__ = ["guide"]
