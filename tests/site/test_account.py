"""The account of the guide balances, and the account notices when one does not."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from harness.problem import report
from harness.project import Project
from harness.reading import rules
from harness.reading.markdown_blocks import fences
from harness.reading.snippet import read
from harness.running import transcripts
from harness.running.engines import targets_of
from harness.running.environments import targets
from harness.site import account
from tests.conftest import FIGURE, ROOT, RecordProperty, write_files

GUIDE = Project.load(ROOT)


def test_the_guide_balances() -> None:
    found = account.problems(GUIDE)
    if found:
        pytest.fail(report(found, GUIDE), pytrace=False)


def checks(path: Path, what: str) -> list[str]:
    """The ids of a snippet's checks, in each environment that it runs in."""
    names = [str(target) for target in targets_of(read(path), GUIDE, targets(GUIDE))]
    return [f"{GUIDE.relative(path)}::{what}" + ("" if name == "sqlite" else f"[{name}]") for name in names]


def test_every_snippet_of_the_guide_is_collected(record_property: RecordProperty) -> None:
    places = ("snippets", "transcripts", "docs", "README.md", "CONTRIBUTING.md")
    command = [sys.executable, "-m", "pytest", "--collect-only", *places]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\n")
    collected = {line for line in listed if "::" in line}
    snippets = [path for rule in rules.rules(GUIDE) for path in rule.snippets]
    expected = {check for path in snippets for check in checks(path, "expectations")}
    expected |= {check for rule in rules.rules(GUIDE) for path in rule.donts for check in checks(path, "pair")}
    expected |= {f"{GUIDE.relative(path)}::expectations" for path in rules.pictures(GUIDE)}
    expected |= {f"{GUIDE.relative(path)}::transcript" for path in transcripts.transcripts(GUIDE)}
    blocks = {
        f"{GUIDE.relative(page)}::line {fence.line}" for page in account.markdown(GUIDE) for fence in fences(page)[0]
    }
    in_pages = {line for line in collected if ".md::line" in line}
    assert {line.partition("[")[0] for line in in_pages} == blocks
    assert {line for line in collected - in_pages if ".md::" not in line} == expected
    count = f"{len(snippets)} snippets of {len(rules.rules(GUIDE))} rules, {len(expected)} checks"
    record_property(FIGURE, f"collected: {count}")


def test_links_between_the_files_beside_the_pages_resolve() -> None:
    """MkDocs checks the links of pages; README.md and CONTRIBUTING.md are none."""
    broken = []
    for file in ROOT.glob("*.md"):
        text = re.sub(r"^( *)(`{3,}).*?^\1\2", "", file.read_text("utf-8"), flags=re.M | re.S)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if not re.match(r"[a-z]+:", target) and not (file.parent / target).exists():
                broken.append(f"{file.name}: {target}")
    assert not broken


PAIR = {"snippets/a/b/dont.py": "print(1)\n", "snippets/a/b/do.py": "print(2)\n"}
CASES = PAIR | {"snippets/a/b/dont_c.py": "print(3)\n"}
RULE = "# B\n\n::: rule a/b\n"
UNBALANCED = {
    "unshown rule": (
        PAIR, "snippets/a/b:1: no page shows the rule a/b\n  write '::: rule a/b' into docs/a/b.md, a page of its own"),
    "drawn twice": (
        PAIR | {"docs/a/b.md": f"{RULE}\n::: rule a/b\n"}, "docs/a/b.md:5: the rule a/b is drawn a second time"),
    "on another page": (
        PAIR | {"docs/a/index.md": "# A\n\n::: rule a/b\n"},
        "docs/a/index.md:3: the rule a/b is drawn on another page than its own\n  draw it in docs/a/b.md"),
    "an error of a directive": (
        PAIR | {"docs/a/b.md": f"{RULE}\n::: rule a/bb\n"},
        "docs/a/b.md:5: there is no rule 'a/bb': did you mean a/b?"),
    "undrawn case": (
        CASES, "snippets/a/b:1: no page shows dont_c.py of the rule a/b\n  write '::: case a/b c' into docs/a/b.md"),
    "case drawn twice": (
        CASES | {"docs/a/b.md": f"{RULE}\n::: case a/b c\n\n::: case  a/b  c\n"},
        "docs/a/b.md:7: dont_c.py of the rule a/b is drawn a second time"),
    "case on another page": (
        CASES | {"docs/a/index.md": "# A\n\n::: case a/b c\n"},
        "docs/a/index.md:3: dont_c.py of the rule a/b is drawn on another page than its own"),
    "chapter without its list": (
        PAIR | {"docs/a/index.md": "# A\n"},
        "docs/a/index.md:1: the chapter a does not list its rules\n  write '::: rules a' into docs/a/index.md"),
    "page without a rule": (
        PAIR | {"docs/a/c.md": "# C\n"},
        "docs/a/c.md:1: there is no rule a/c for this page\n  make snippets/a/c/, or move the page out of a/"),
    "page outside the navigation": (
        PAIR | {"docs/a/b.md": RULE, "mkdocs.yml": "nav:\n  - A:\n      - a/index.md\n"},
        "mkdocs.yml:3: the navigation does not name a/b.md\n  add '- a/b.md' where it is to be read"),
    "a group that starts with no rule": (
        PAIR | {"docs/a/index.md": "---\ngroups:\n  b: X\n  bb: Y\n---\n# A\n\n::: rules a\n", "docs/a/b.md": RULE},
        "docs/a/index.md:1: there is no rule 'a/bb', which"),
    "stray snippet": ({"snippets/a/do.py": "print(1)\n"}, "snippets/a/do.py:1: a snippet outside a rule's folder"),
    "no snippets": ({"snippets/a/b/.keep": "", "snippets/a/c/x": ""}, "rule a/c has no DON'T"),
    "empty folder": ({"snippets/a/b/__pycache__/x": ""}, "snippets/a/b:1: the rule's folder is empty"),
    "fence that is not collected": (
        {"README.md": "~~~pycon\n>>> print(1)\n~~~\n"}, "README.md:1: a block of 'pycon' isn't run"),
}  # fmt: skip


@pytest.mark.parametrize(("files", "expected"), UNBALANCED.values(), ids=UNBALANCED)
def test_what_does_not_balance_is_named(tmp_path: Path, files: dict[str, str], expected: str) -> None:
    project = Project.load(write_files(tmp_path, files))
    assert expected in report(account.problems(project), project)


def test_a_name_that_stands_for_no_rule_is_told_of_once(tmp_path: Path) -> None:
    pages = {"docs/a/index.md": "# A\n\n::: rules a\n", "docs/a/b.md": f"{RULE}\n::: rule a/bb\n"}
    page = {"docs/c.md": "{{ a minutes }} {{ a rules }}\n"}
    project = Project.load(write_files(tmp_path, PAIR | pages | page))
    assert [(p.path.name, p.line) for p in account.problems(project)] == [("b.md", 5)]
