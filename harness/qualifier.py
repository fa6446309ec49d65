"""Qualifiers: the part of an expectation that narrows it to environments, `[sqlalchemy<2.1, postgresql]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from harness.outcome import Environment

DATABASES = ("sqlite", "postgresql")
VERSIONED = ("python", "sqlalchemy", *DATABASES)

PART = re.compile(r"\s*([A-Za-z_]+)\s*((?:===|==|!=|~=|<=|>=|<|>).*)?$")


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
        for name, specifier in self.conditions:
            if name in DATABASES and name != environment.database:
                return False
            version = {
                "python": environment.python,
                "sqlalchemy": environment.sqlalchemy,
            }.get(name, environment.database_version)
            if specifier and not SpecifierSet(specifier).contains(version, prereleases=True):
                return False
        return True


def parse(text: str) -> Qualifier:
    """Read the text between the brackets. Raises UnknownQualifier."""
    conditions: list[tuple[str, str]] = []
    for part in text.split(","):
        stripped = part.strip()
        if conditions and re.match(r"(===|==|!=|~=|<=|>=|<|>)", stripped):
            name, specifier = conditions[-1]
            conditions[-1] = (name, f"{specifier},{stripped}")
            continue
        match = PART.match(part)
        name = match[1] if match else stripped
        if match is None or name not in VERSIONED:
            raise UnknownQualifier(
                f"unknown qualifier [{text}]: {stripped or 'nothing'!r} is not one of {', '.join(VERSIONED)},"
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
    return Qualifier(text, tuple(conditions))
