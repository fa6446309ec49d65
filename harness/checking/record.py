"""The form of the records in `outcomes/`: a file for a chapter, with lines about the statements of its snippets.

    rule/dont.py
        session.commit()
            raises sqlalchemy.exc.IntegrityError: ...
            emits 2 statements

The rule's folder and the snippet's file, the first line of a statement, and what is recorded about it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from pathlib import Path

from harness.cache import write_whole

Lines = list[tuple[str, str]]
"""About one snippet: the first line of a statement without its indentation, and what is recorded about it."""
Record = dict[str, Lines]
"""Of a chapter, by snippet: `rule/dont.py`. When it is written, more may follow after a blank."""


def written(head: str, record: Record) -> str:
    """The text of a record. `head` is its first line, a comment."""
    parts = [head]
    for title, lines in record.items():
        parts.append(f"\n{title}\n")
        for at, about in groupby(lines, key=lambda line: line[0]):
            parts += [f"    {at}\n", *(f"        {text}\n" for _, text in about)]
    return "".join(parts)


def record_in(file: Path) -> Record:
    """The record in a file; empty if there is none. Equal texts give the same object: don't change it."""
    return parsed(text_in(file))


def text_in(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


@lru_cache(64)
def parsed(text: str) -> Record:
    """The record in a text. All callers get the same object: don't change it."""
    record: Record = {}
    name = at = ""
    for line in text.split("\n"):
        if line.startswith(" " * 8):
            record[name].append((at, line.strip()))
        elif line.startswith(" " * 4):
            at = line.strip()
        elif line and not line.startswith("#"):
            name = line.partition(" ")[0]
            record[name] = []
    return record


def replace_all(folder: Path, texts: dict[Path, str]) -> None:
    """Write the records of a folder, and delete those of chapters that are gone."""
    for file, text in texts.items():
        write_whole(file, text)
    for file in set(folder.glob("*.txt")) - texts.keys():
        file.unlink()
