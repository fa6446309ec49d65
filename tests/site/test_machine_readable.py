"""What programs read: llms.txt, the pages as Markdown, and the JSON files."""

from __future__ import annotations

import json
import re
from pathlib import Path

from harness.project import Project
from harness.reading import pages, rules
from harness.site import machine_readable
from harness.site.content_security_policy import with_policy
from harness.site.directives.terms import terms
from tests.conftest import ROOT


def test_every_page_stands_beside_itself_as_markdown(by_mkdocs: Path) -> None:
    listed = re.findall(r"\]\((?:\S*?/guide/)?(\S+\.md)\)", (by_mkdocs / "llms.txt").read_text("utf-8"))
    held = [page.name for page in pages.pages(Project.load(ROOT))]
    assert sorted(listed) == sorted(held)
    for name in held:
        text = (by_mkdocs / name).read_text("utf-8")
        outside = re.sub(r"^(`{3,}|~{3,}).*?^\1", "", text, flags=re.S | re.M)
        assert not re.search(r"^\s*(:::|///)", outside, re.M), name
        assert text.startswith("# "), name
        assert "{{" not in re.sub(r"(`+).*?\1", "", outside), name


def test_a_rule_in_markdown_has_its_files_and_what_they_did(by_mkdocs: Path) -> None:
    text = (by_mkdocs / "loading/lazy_after_close.md").read_text("utf-8")
    assert (ROOT / "snippets/loading/lazy_after_close/dont.py").read_text("utf-8").rstrip() in text
    assert re.search(r"^Line \d+ raises `sqlalchemy\.orm\.exc\.DetachedInstanceError: Parent instance", text, re.M)


def test_the_json_holds_every_rule_with_its_outcomes(by_mkdocs: Path) -> None:
    data = json.loads((by_mkdocs / "rules.json").read_text("utf-8"))
    assert data["version"] == machine_readable.VERSION
    assert sorted(rule["name"] for rule in data["rules"]) == [each.name for each in rules.rules(Project.load(ROOT))]
    rule = next(each for each in data["rules"] if each["name"] == "loading/n_plus_one")
    assert rule["pairs"][0] == {"dont": "dont.py", "do": "do.py", "ways": ["statements"], "proven": True}
    snippet = rule["snippets"][0]
    assert snippet["verdict"] == "DON'T"
    assert max(each["times"] for each in snippet["sql"]) > 1
    assert (by_mkdocs / rule["page"] / "index.html").exists()
    said = (ROOT / "docs/machines.md").read_text("utf-8")
    for field in [*data, *rule, *snippet]:
        assert f"`{field}`" in said, f"docs/machines.md does not say what {field} is"


def test_the_policy_names_each_inline_script_and_stands_before_it() -> None:
    html = with_policy(
        "<html><head><meta charset=utf-8><script>one()</script><script type='application/json'>{}</script></head>"
    )
    assert html.index("Content-Security-Policy") < html.index("one()")
    assert html.count("sha256-") == 1


def test_every_rule_is_in_the_index_of_words() -> None:
    project = Project.load(ROOT)
    missing = [name for name in pages.rule_titles(project) if name not in terms(project)]
    assert missing == [], "add a line to docs/terms.md: ::: also chapter/rule: what people call it"
