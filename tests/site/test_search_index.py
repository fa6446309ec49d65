"""The list of rules that the search ranks: what of a page and of a rule's code it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from harness.project import Project
from harness.reading.pages import page_at
from harness.site import directives, search_index
from harness.site.directives.terms import alike
from tests.conftest import ROOT, write_files


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    return search_index.listed(Project.load(ROOT))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(write_files(tmp_path, {}))


def write(project: Project, name: str, text: str) -> None:
    write_files(project.root, {f"docs/{name}": text})


def test_the_lead_of_a_rule_has_the_figures_of_its_run(listed: dict[str, Any]) -> None:
    rule = next(rule for rule in listed["rules"] if rule["at"] == "web/n_plus_one/")
    assert "the request emits 11 statements" in rule["lead"]
    assert not [
        rule["at"] for rule in listed["rules"] if "{{" in rule["lead"] or "`" in rule["lead"] or not rule["lead"]
    ]


def test_prose_before_and_below_the_example_and_what_leads_to_it(project: Project) -> None:
    write(
        project,
        "loading/early.md",
        """---
description: Not this.
---

# Load early

It is *slow*, see [late](late.md).

::: rule loading/early

**Why.** Each read is a query. So say the [selects](../querying/selects.md) of it.

## A further case

::: case loading/early further

All of it.

**When not to.** Never mind.

In SQLAlchemy's documentation: [Loading](https://example.org).

- Four: [a](../a/a.md), [b](../b/b.md), [c](../c/c.md), [d](../d/d.md), [e](early.md).
""",
    )
    write(project, "trouble.md", "# Trouble\n\n| the page hangs | It [loads](loading/early.md) |\n")
    leads, rests, told = search_index.prose_of_rules(project, {"loading/early"})
    assert leads == {"loading/early": "It is slow, see late."}
    assert rests == {"loading/early": "Why. Each read is a query. So say the selects of it. All of it."}
    assert told == {"loading/early": ["the page hangs It loads"]}


def test_words_that_stand_for_each_other(project: Project) -> None:
    write(project, "terms.md", "# Terms\n\n::: alike delete remove\n::: alike Delete\n")
    assert alike(project) == ["delete remove"]
    (problem,) = directives.problems(page_at(project.docs / "terms.md", project), project)
    assert (problem.line, "two words or more in small letters" in problem.text) == (4, True)
