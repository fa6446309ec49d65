"""Qualifiers: the part of an expectation that narrows it to environments, `[sqlalchemy<2.1, postgresql]`.

A qualifier that no environment at all can meet is refused here. One that none of the environments the project runs in
meets can be told only by who knows them all: `never_applies` is the question to ask then.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from harness.outcome import Environment

DATABASES = ("sqlite", "postgresql")
VERSIONED = ("python", "sqlalchemy", *DATABASES)

OPERATOR = r"(?:===|==|!=|~=|<=|>=|<|>)"
PART = re.compile(rf"\s*([A-Za-z_]+)\s*({OPERATOR}.*)?$")
VERSION_ONLY = re.compile(rf"\s*{OPERATOR}")


class UnknownQualifier(ValueError):
    """The text in brackets is no qualifier. The message says why and what there is."""


@dataclass(frozen=True)
class Qualifier:
    """Where an expectation holds: every condition must."""

    text: str
    """As the author wrote it, without the brackets."""
    conditions: tuple[tuple[str, str], ...]
    """Names with a version specifier of PEP 440, or with none."""

    def applies(self, environment: Environment) -> bool:
        """Whether every condition holds in the environment. Pre-releases count as the versions they are."""
        for name, specifier in self.conditions:
            if name in DATABASES and name != environment.database:
                return False
            version = {
                "python": environment.python,
                "sqlalchemy": environment.sqlalchemy,
            }.get(name, environment.database_version)
            # A database that was not started has no version: whatever is said of it may hold.
            if specifier and version and not SpecifierSet(specifier).contains(version, prereleases=True):
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
        if match is None or name not in VERSIONED:
            raise UnknownQualifier(
                f"unknown qualifier [{text}]: {part.strip() or 'nothing'!r} is not one of {', '.join(VERSIONED)},"
                " with a version such as sqlalchemy<2.1 where it needs one"
            )
        if name not in DATABASES and not match[2]:
            raise UnknownQualifier(f"qualifier [{text}]: {name} needs a version, such as {name}<2.1")
        conditions.append((name, (match[2] or "").strip()))
    for name, specifier in conditions:
        try:
            SpecifierSet(specifier)
        except InvalidSpecifier as error:
            raise UnknownQualifier(f"qualifier [{text}]: {name}{specifier} is not a version specifier") from error
    if contradicts(conditions):
        raise UnknownQualifier(f"qualifier [{text}] can never apply: its conditions exclude each other")
    return Qualifier(text, tuple(conditions))


def contradicts(conditions: list[tuple[str, str]]) -> bool:
    """Whether no environment can meet all of the conditions."""
    if len({name for name, _ in conditions if name in DATABASES}) > 1:
        return True
    together: dict[str, SpecifierSet] = {}
    for name, specifier in conditions:
        together[name] = together.get(name, SpecifierSet()) & SpecifierSet(specifier)
    return any(specifiers.is_unsatisfiable() for specifiers in together.values())


def narrowest(wanted: set[int], environments: list[Environment]) -> list[str]:
    """Qualifiers, few and short, one of which holds in each environment whose number is wanted, and none in another.

    Never two: a line that two of them let stand would be said twice.
    """
    databases = sorted({each.database for each in environments}, reverse=True)
    lines = [f"sqlalchemy{bound}" for bound in boundaries([each.sqlalchemy for each in environments])]
    pythons = [f"python{bound}" for bound in boundaries([each.python for each in environments])]
    single = [*databases, *lines, *pythons]
    pairs = [
        *itertools.product(lines, databases),
        *itertools.product(pythons, databases),
        *itertools.product(pythons, lines),
    ]
    triples = itertools.product(pythons, lines, databases)
    texts = [*single, *map(", ".join, pairs), *map(", ".join, triples)]
    reach = {text: {n for n, each in enumerate(environments) if parse(text).applies(each)} for text in texts}
    exact = next((text for text in texts if reach[text] == wanted), None)
    if exact is not None:
        return [exact]
    found: list[str] = []
    covered: set[int] = set()
    for text in texts:
        if reach[text] and reach[text] <= wanted - covered:
            found.append(text)
            covered |= reach[text]
    return found


def boundaries(versions: list[str]) -> list[str]:
    """`<2.1` and `>=2.1` for each minor version but the oldest, and what lies between two."""
    minors = sorted({tuple(int(part) for part in re.findall(r"\d+", each)[:2]) for each in versions})
    texts = [".".join(map(str, minor)) for minor in minors[1:]]
    one_sided = [f"{operator}{text}" for text in texts for operator in ("<", ">=")]
    return one_sided + [f">={low},<{high}" for low, high in itertools.combinations(texts, 2)]


def never_applies(qualifier: Qualifier, environments: Iterable[Environment]) -> bool:
    """Whether the qualifier holds in none of the environments, so that nothing ever tests what it narrows."""
    return not any(qualifier.applies(environment) for environment in environments)
