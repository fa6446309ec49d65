"""Snippets, pairs, transcripts and Markdown blocks as pytest items, loaded with `-p harness.pytest_plugin`.

`pytest snippets/loading`, `-k`, `-x`, `--lf`, `-n` and `--junitxml` work as they do for any test.
"""

from __future__ import annotations

pytest_plugins = [
    "harness.pytest_plugin.options",
    "harness.pytest_plugin.collection",
    "harness.pytest_plugin.run_loop",
    "harness.pytest_plugin.summary",
]
