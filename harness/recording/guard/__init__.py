"""What keeps a snippet to its own process and folder.

It keeps order among careless snippets. It is not a security sandbox: code that sets out to get past it can.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Handlers = dict[str, Callable[[tuple[Any, ...]], None]]
"""By the name of an audit event: what is called with the event's arguments, before the thing happens."""
Refuse = Callable[[str], None]
"""Complains about what the snippet does, and raises PermissionError to prevent it."""
