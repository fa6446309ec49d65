"""Whether the code that asks is running on an event loop."""

import asyncio


def is_running_here() -> bool:
    """True if an event loop runs in this thread, so that waiting blocks it."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
