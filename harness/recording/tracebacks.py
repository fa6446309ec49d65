"""What exceptions and their tracebacks tell: what led to them, and whether the project's own code raised them."""

from __future__ import annotations

import dis
from collections.abc import Iterator
from types import TracebackType

from harness.recording.program import Program, module_of
from harness.recording.readable import Readable, class_name

CHAIN_LIMIT = 8
DRIVERS = ("sqlite3", "aiosqlite", "psycopg", "asyncpg")
THROWS = ("RAISE_VARARGS", "YIELD_VALUE", "SEND", "RESUME")
"""Instructions at which an exception comes from the code itself: a `raise`, or one thrown into its generator."""


def raised_by_hand(exception: BaseException, program: Program) -> bool:
    """Whether a `raise`, an `assert` or a mock of the project's own raised the exception, whatever its class."""
    place = innermost(exception.__traceback__)
    if place is None:
        return False
    own = program.owns(place.tb_frame.f_code) or module_of(place.tb_frame) == "unittest.mock"
    if not own or opcode_at(place) not in THROWS:
        return False
    wrapped = exception.__cause__
    itself = innermost(wrapped.__traceback__) if wrapped is not None else None
    if wrapped is None or itself is None or (itself.tb_frame, itself.tb_lasti) != (place.tb_frame, place.tb_lasti):
        return True
    # The library gave its own error the traceback of what it wraps. A driver's error in there is a simulated failure.
    return type(wrapped).__module__.partition(".")[0] in DRIVERS


def innermost(place: TracebackType | None) -> TracebackType | None:
    """The last entry of a traceback: where the exception was raised."""
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    return place


def opcode_at(place: TracebackType) -> str:
    code = place.tb_frame.f_code.co_code
    return dis.opname[code[place.tb_lasti]] if 0 <= place.tb_lasti < len(code) else ""


def leaves(exception: BaseException | None) -> Iterator[BaseException]:
    """The exceptions in a group and in the groups within it; of another exception itself."""
    if isinstance(exception, BaseExceptionGroup):
        for inner in exception.exceptions:
            yield from leaves(inner)
    elif exception is not None:
        yield exception


def behind(exception: BaseException) -> Iterator[BaseException]:
    """The exceptions behind this one, by what a `raise` stated and by what was being handled."""
    waiting, seen = [exception], {id(exception)}
    while waiting:
        current = waiting.pop()
        for cause in (current.__cause__, current.__context__):
            if cause is not None and id(cause) not in seen:
                seen.add(id(cause))
                waiting.append(cause)
                yield cause


def chain_of(exception: BaseException, readable: Readable) -> list[str]:
    """The exceptions behind this one as `name: message`, nearest first, as the interpreter's traceback shows them."""
    chain: list[str] = []
    seen = {id(exception)}
    full = isinstance(exception, RecursionError)  # and the probes on its way met the same limit
    current: BaseException | None = exception
    while current is not None and len(chain) < CHAIN_LIMIT:
        following = current.__cause__
        if following is None and not current.__suppress_context__:
            following = current.__context__
        if following is None or id(following) in seen:
            break
        seen.add(id(following))
        if not (full and isinstance(following, RecursionError)):
            first, _, _ = message_of(following, readable).partition("\n")
            chain.append(f"{class_name(type(following))}: {first}")
        current = following
    return chain


def message_of(exception: BaseException, readable: Readable) -> str:
    """The exception's message, also of one that has none because its `__str__` fails."""
    try:
        text = str(exception)
    except Exception as error:
        return f"<no message: str() raised {class_name(type(error))}>"
    return readable.message(text)
