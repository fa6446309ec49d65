"""What pytest collects, and how a person chooses from it."""

from __future__ import annotations

import sqlalchemy

from tests.pytest_plugin.guide import RULE, SETTINGS, Guide, text_of


def test_items_of_a_project_are_collected_without_a_run(guide: Guide) -> None:
    guide.write("README.md", "```python\nprint(1)\n#> 1\n```\n")
    result = guide.run("--collect-only")
    items = [line for line in result.outlines if "::" in line]
    assert items == [
        f"{RULE}/do.py::expectations",
        f"{RULE}/dont.py::expectations",
        f"{RULE}/dont.py::pair",
        "README.md::line 1",
    ]
    assert not (guide.root / ".cache" / "outcomes").exists()


def test_choosing(guide: Guide) -> None:
    guide.rule("queries/one_by_one", test_helper="raise ValueError('imported')\n")  # a module of a rule is no test
    for arguments, count in (
        ([f"{RULE}/dont.py"], 2),
        ([f"{RULE}/do.py"], 1),
        ([RULE], 3),
        (["snippets/queries"], 3),
        (["-k", "pair"], 1),
        (["-k", "one_by_one and not dont"], 1),
        ([f"{RULE}/dont.py::pair"], 1),
    ):
        guide.run(*arguments).assert_outcomes(passed=count)


def test_shared_module_that_fails(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace("time_limit = 1", 'preload = ["shared"]'))
    guide.write("snippets/shared.py", "x = 1\nint('a')\n")
    result = guide.run()
    result.assert_outcomes(failed=3)
    assert "snippets/shared.py:2: what all snippets share fails: ValueError" in text_of(result)
    assert "Traceback" not in text_of(result)


def test_markdown_blocks(guide: Guide) -> None:
    guide.write(
        "docs/page.md",
        """
        # A page

        ```python
        print(1)
        #> 2
        ```

        <!-- not run: there is no such module -->
        ```python
        import nowhere
        ```

        <!-- not run: for no reason -->
        ```python
        x = 1
        ```

        <!-- not run: -->
        ```python
        x = 1
        ```

        ~~~python
        print(1)
        int("a")
        ~~~

        ```text
        no Python
        ```
        """,
    )
    result = guide.run("docs")
    text = text_of(result)
    assert "docs/page.md:5: printed something else than expected" in text
    assert "docs/page.md:13: the block runs as it says, so it needs no exemption" in text
    assert "docs/page.md:18: an exemption without a reason" in text
    assert "docs/page.md:24: printed, and no #> says so" in text
    assert "docs/page.md:25: raised, and no #! says so" in text
    assert "<!-- not run: why -->" in text
    assert "nowhere" not in text


def test_front_matter_and_values_of_a_page(guide: Guide) -> None:
    guide.write("docs/front.md", "---\ndescription: Every row: a statement\n---\n\n# A page\n")
    guide.write("docs/values.md", "{{ queries/one_by_one/dont printed 1 }}\n{{ queries/one_by_one/dont printed }}\n")
    for _ in range(2):
        text = text_of(guide.run("docs"))
        assert "docs/front.md:2: the front matter is not YAML: mapping values are not allowed here\n  quote the" in text
        assert "docs/values.md:2: {{ queries/one_by_one/dont printed }}: queries/one_by_one/dont has 3 printed;" in text
        assert "docs/values.md:1" not in text
    guide.write("docs/values.md", "{{ queries/one_by_one/dont printed 2 }}\n")
    (guide.root / "docs/front.md").unlink()
    for _ in range(2):
        guide.run("docs").assert_outcomes(passed=1)
    guide.write(f"{RULE}/dont.py", "x = 1\n")
    guide.run("docs").assert_outcomes(failed=1)


def test_a_block_whose_qualifier_never_applies_fails(guide: Guide) -> None:
    guide.write("pyproject.toml", SETTINGS.replace("time_limit = 1", 'time_limit = 5\nenvironments = ["sqlite"]'))
    guide.write("environments/sqlalchemy2.1.txt", f"sqlalchemy=={sqlalchemy.__version__}\n")
    guide.write("README.md", "# Read me\n\n```python\nx = 1\n#! [python<3] a.B: c\n```\n")
    assert "README.md:5: '#! [python<3] a.B: c' is never tested" in text_of(guide.run("README.md"))


def test_a_picture_is_checked_where_it_is_drawn_from(guide: Guide) -> None:
    guide.write("snippets/_pictures/arrows.py", "print('a -> b')\n#> a -> b\n")
    item = "snippets/_pictures/arrows.py::expectations"
    assert item in guide.run("--collect-only", "snippets/_pictures").outlines
    elsewhere = guide.run("--collect-only", "--environment", "postgresql", "snippets/_pictures").outlines
    assert not any(line.startswith(item) for line in elsewhere)
