"""Qualifiers: the part of an expectation that narrows it to environments, `[sqlalchemy<2.1, postgresql]`.

Whether one of the project's environments meets a qualifier is for `never_applies` to say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from harness.outcome import Environment

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

DATABASES = ("sqlite", "postgresql")
NAMES = ("python", "sqlalchemy", *DATABASES)

OPERATOR = r"(?:===|==|!=|~=|<=|>=|<|>)"
PART = re.compile(rf"\s*([A-Za-z_]+)\s*({OPERATOR}.*)?$")
VERSION_ONLY = re.compile(rf"\s*{OPERATOR}")
HOW_TO_WRITE = "write conditions such as sqlite, postgresql, python>=3.12 or sqlalchemy<2.1, with commas between them"


class UnknownQualifier(ValueError):
    """The text in brackets isn't a qualifier. The message says why."""


@dataclass(frozen=True)
class Qualifier:
    """Where an expectation holds: every condition must."""

    text: str
    """As the author wrote it, without the brackets."""
    conditions: tuple[tuple[str, str], ...]
    """Names, each with a version specifier of PEP 440 or an empty string."""

    def applies(self, environment: Environment) -> bool:
        """Whether every condition holds in the environment. Pre-releases count as the versions they are."""
        for name, specifier in self.conditions:
            if name in DATABASES and name != environment.database:
                return False
            version = {
                "python": environment.python,
                "sqlalchemy": environment.sqlalchemy,
            }.get(name, environment.database_version)
            # The version of a database that hasn't been started is unknown: the condition may hold.
            if specifier and version and not versions(specifier).contains(version, prereleases=True):
                return False
        return True


def parse(text: str) -> Qualifier:
    """Read the text between the brackets. Raises UnknownQualifier."""
    conditions: list[tuple[str, str]] = []
    for part in text.split(","):
        if conditions and VERSION_ONLY.match(part):  # `python>=3.11,<3.13`
            name, specifier = conditions[-1]
            conditions[-1] = (name, f"{specifier},{part.strip()}")
            continue
        match = PART.match(part)
        name = match[1] if match else part.strip()
        if match is None or name not in NAMES:
            what = repr(part.strip()) if part.strip() else "an empty condition"
            raise UnknownQualifier(f"unknown qualifier [{text}]: {what} isn't one of {', '.join(NAMES)}")
        if name not in DATABASES and not match[2]:
            raise UnknownQualifier(f"qualifier [{text}]: {name} needs a version")
        conditions.append((name, (match[2] or "").strip()))
    for name, specifier in conditions:
        try:
            versions(specifier)
        except ValueError as error:
            raise UnknownQualifier(f"qualifier [{text}]: {name}{specifier} isn't a version") from error
    return Qualifier(text, tuple(conditions))


@lru_cache(256)
def versions(specifier: str) -> SpecifierSet:
    """The versions that a specifier such as `>=3.11,<3.13` allows. Raises ValueError."""
    from packaging.specifiers import SpecifierSet  # few snippets have a qualifier, and this is slow to import

    return SpecifierSet(specifier)


def narrowest(wanted: set[int], environments: list[Environment]) -> list[str]:
    """Few and short qualifiers: exactly one applies in each environment whose number is wanted, and none elsewhere.

    Two that applied in the same environment would state the same line twice.
    """
    databases = sorted({environment.database for environment in environments}, reverse=True)
    releases = [f"sqlalchemy{bound}" for bound in boundaries([each.sqlalchemy for each in environments])]
    pythons = [f"python{bound}" for bound in boundaries([each.python for each in environments])]
    pairs = [
        *itertools.product(releases, databases),
        *itertools.product(pythons, databases),
        *itertools.product(pythons, releases),
    ]
    triples = itertools.product(pythons, releases, databases)
    texts = [*databases, *releases, *pythons, *map(", ".join, pairs), *map(", ".join, triples)]
    reach = {text: {n for n, each in enumerate(environments) if parse(text).applies(each)} for text in texts}
    exact = next((text for text in texts if reach[text] == wanted), None)
    if exact is not None:
        return [exact]
    chosen: list[str] = []
    covered: set[int] = set()
    for text in texts:
        if reach[text] and reach[text] <= wanted - covered:
            chosen.append(text)
            covered |= reach[text]
    return chosen


def boundaries(versions: list[str]) -> list[str]:
    """`<2.1` and `>=2.1` for each minor version but the oldest, and the ranges between two of them."""
    minors = sorted({tuple(int(part) for part in re.findall(r"\d+", version)[:2]) for version in versions})
    texts = [".".join(map(str, minor)) for minor in minors[1:]]
    one_sided = [f"{operator}{text}" for text in texts for operator in ("<", ">=")]
    return one_sided + [f">={low},<{high}" for low, high in itertools.combinations(texts, 2)]


def never_applies(qualifier: Qualifier, environments: Iterable[Environment]) -> bool:
    """Whether the qualifier applies in none of the environments, so that its expectation is never tested."""
    return not any(qualifier.applies(environment) for environment in environments)
