"""Pages as their authors wrote them, and the order to read them in."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.project import Project
from harness.reading import pages
from harness.reading.page import LINK, Page

TEXT = """---
title: Short
description: "All: of it"
---

# Load `early` { .wide }

::: rule loading/early

```markdown
::: rule x/y
# Not a heading
```

~~~
::: rule x/y
~~~

## Growing

## With an id { #own .x }

See [late](late.md), [it](#own) and [a lab](../labs/tour.md#end).

    :::  case  loading/early   growing
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "docs" / "loading").mkdir(parents=True)
    (tmp_path / "docs" / "loading" / "early.md").write_text(TEXT)
    return Project(tmp_path)


@pytest.fixture
def page(project: Project) -> Page:
    return pages.page_at(project.docs / "loading" / "early.md", project)


def test_a_page_has_a_title_directives_headings_and_links(page: Page) -> None:
    assert (page.name, page.folder, page.root) == ("loading/early.md", "loading", "../../")
    assert (page.title, page.description) == ("Load early", "All: of it")
    assert [(each.line, each.text) for each in page.directives] == [
        (8, "::: rule loading/early"),
        (25, "::: case loading/early growing"),
    ]
    assert [(each.level, each.text, each.id) for each in page.headings] == [
        (1, "Load `early`", "load-early"),
        (2, "Growing", "growing"),
        (2, "With an id", "own"),
    ]
    assert page.own_ids == ["own"]
    assert [page.target(link) for link in LINK.finditer(page.text)] == [
        "loading/late.md",
        "loading/early.md#own",
        "labs/tour.md#end",
    ]


@pytest.mark.parametrize(
    ("name", "root"), [("index.md", ""), ("terms.md", "../"), ("loading/index.md", "../"), ("labs/tour.md", "../../")]
)
def test_the_way_to_the_root_of_the_site(tmp_path: Path, name: str, root: str) -> None:
    path = tmp_path / "page.md"
    path.write_text("")
    assert Page(path, name).root == root


def test_front_matter_that_is_not_yaml_is_named_with_its_line(project: Project, page: Page) -> None:
    page.path.write_text("---\ntitle: x\ndescription: All: of it\n---\n\n# Title\n")
    page = pages.page_at(page.path, project)
    assert page.front_matter == {}
    (problem,) = page.problems
    assert (problem.line, problem.text) == (3, "the front matter is not YAML: mapping values are not allowed here")


def test_a_page_is_read_again_when_its_file_has_changed(project: Project, page: Page) -> None:
    assert pages.page_at(page.path, project) is page
    page.path.write_text("# Another title\n")
    assert pages.page_at(page.path, project).title == "Another title"


def test_the_navigation_is_the_reading_order(project: Project, page: Page) -> None:
    for name in ("zebra.md", "loading/index.md", "apple.md"):
        (project.docs / name).write_text(f"# {name}\n")
    (project.root / "mkdocs.yml").write_text(
        "nav:\n  - Zebra: zebra.md\n  - Loading:\n      - loading/index.md\n      - loading/early.md\n"
    )
    names = [each.name for each in pages.reading_order(project)]
    assert names == ["zebra.md", "loading/index.md", "loading/early.md", "apple.md"]
    assert pages.navigation(project)["loading/early.md"] == 5
    (title,) = pages.rule_titles(project).values()
    assert (title.text, title.chapter, title.advice) == ("Load early", "loading/index.md", "All: of it")
