"""What a snippet did that it must not do, with what helps against it."""

from __future__ import annotations

from harness.outcome import Outcome
from harness.problem import Problem
from harness.reading.snippet import Snippet

IN_ITS_FOLDER = "work in the current directory: a snippet has an empty one of its own"
THIS_PROCESS = "do it in this process: what another one does is neither counted nor shown"
NO_SERVER = "call the application without a server, as a test client does"
REMEDIES = {
    "did not end": "make it end by itself: a snippet has a time limit",
    "was killed by": "find the line that ends the process; a limit on memory or on a file's size may, too",
    "ended its process": "let it run to its last line; what it raises, it may raise",
    "ended the process": "let it run to its last line, within its time limit",
    "left a process": "wait for each process that the snippet starts",
    "left an asyncio task": "await the task, or cancel it and await that",
    "left threads": "join the threads that the snippet starts, or shut their executor down",
    "wrote to standard": "print what matters, and say it with #>",
    "wrote to": IN_ITS_FOLDER,
    "changes": IN_ITS_FOLDER,
    "opens the database": "use the database of the shared module, or a file in the current directory",
    "opens a server port": NO_SERVER,
    "reached for": "use the database of the shared module: a snippet has no network",
    "forked a process": THIS_PROCESS,
    "starts another program": THIS_PROCESS,
    "emitted SQL after": "do it before the last line: a page shows it there",
    "printed more": "print what matters: a page shows it",
    "emitted more": "take smaller data: a page shows the statements",
    "replaced": "leave it as the snippet found it: what the page shows depends on it",
    "hides warnings": "say the warning by #!, or write code that does not warn",
    "called sys.exit": "let the snippet end by its last line, or by the exception that it shows",
    "used": "take the engine from the shared module, or name the database in the URL",
}
"""What helps, by the start of a complaint; the longest start counts."""


def complaint_problems(snippet: Snippet, outcome: Outcome) -> list[Problem]:
    """What the run complained about, each with its remedy."""
    line = snippet.file_line(snippet.line_of(outcome.complaint_at))
    return [
        Problem(snippet.path, line, f"the snippet {complaint}", remedy(complaint)) for complaint in outcome.complaints
    ]


def remedy(complaint: str) -> str:
    """What helps against a complaint; empty if that is not known."""
    starts = [start for start in REMEDIES if complaint.startswith(start)]
    return REMEDIES[max(starts, key=len)] if starts else ""
