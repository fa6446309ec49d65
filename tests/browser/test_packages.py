"""What a reader's browser loads, without a browser: the archives, and the listings that get a button."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from harness.browser import buttons, packages, runtime
from harness.project import Project
from harness.running.environments import CannotRun
from harness.site import finish_site
from harness.site.content_security_policy import policy
from tests.conftest import ROOT

GUIDE = Project.load(ROOT)
FIGURE = (
    '<figure class="snippet captioned dont" id="a"><figcaption><a class="file" href="../../{}" download>x</a>'
    "</figcaption></figure>"
)
PAGE = "<html><head></head><body>{}</body></html>"


def test_the_archives_hold_what_python_needs_and_are_equal_for_equal_files() -> None:
    names = [name for name, _ in packages.package_files(packages.distributions(packages.CORE))]
    assert {"sqlalchemy/__init__.py", "markupsafe/_native.py", "pygments/lexers/python.py"} <= set(names)
    assert [name for name in names if name.endswith(".so") or "greenlet" in name or "lexers/ruby" in name] == []
    project = {name for name, _ in packages.project_files(GUIDE)}
    assert {"snippets/domain.py", "harness/browser/run_code.py"} <= project
    files = [("a.py", ROOT / "snippets" / "domain.py")]
    assert packages.archive(files) == packages.archive(files)
    with zipfile.ZipFile(io.BytesIO(packages.archive(files))) as packed:
        assert packed.namelist() == ["a.py"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("snippets/loading/n_plus_one/dont.py", 'data-run="" id="a"'),
        ("snippets/postgresql/jsonb/dont.py", 'data-run="it needs PostgreSQL" id="a"'),
    ],
)
def test_a_listing_says_whether_it_runs(path: str, marked: str) -> None:
    html = buttons.with_buttons(PAGE.format(FIGURE.format(path)), "../..", GUIDE)
    assert marked in html
    assert html.count("../../assets/run.js") == 1
    assert html.count("<noscript>") == 1
    assert buttons.with_buttons(html, "../..", GUIDE) == html
    assert "'wasm-unsafe-eval'" in policy(html)


def test_a_page_without_listings_stays_as_it_is() -> None:
    html = PAGE.format("<p>words</p>")
    assert buttons.with_buttons(html, "..", GUIDE) == html
    assert "wasm" not in policy(html)
    assert "blob:" not in policy(html)


def test_what_cannot_run_is_there_and_the_playground_starts_from_what_can() -> None:
    assert [name for name in buttons.obstacles(GUIDE) if not (GUIDE.snippets / name).is_file()] == []
    starts = re.findall(r'data-start="([^"]+)"', (GUIDE.docs / "playground.md").read_text("utf-8"))
    reasons = buttons.obstacles(GUIDE)
    assert [name for name in starts if buttons.obstacle(GUIDE.snippets / name, GUIDE, reasons)] == []
    assert starts != []


def test_the_locks_name_hashes_and_no_index() -> None:
    lock = (runtime.locks(GUIDE) / "package-lock.json").read_text("utf-8")
    assert "http" not in re.sub(r'"(url|funding)": "[^"]*"', "", lock)
    assert lock.count('"integrity"') >= lock.count('"node_modules/')


@pytest.mark.parametrize("is_ci", [True, False])
def test_only_ci_insists_on_the_buttons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], is_ci: bool
) -> None:
    def missing(project: Project, site: Path) -> bool:
        raise CannotRun("npm failed")

    monkeypatch.setattr(runtime, "write", missing)
    monkeypatch.setenv("CI", "true" if is_ci else "")
    if is_ci:
        with pytest.raises(CannotRun):
            finish_site.write_buttons(GUIDE, tmp_path)
    else:
        finish_site.write_buttons(GUIDE, tmp_path)
        assert "Built without Run buttons: npm failed" in capsys.readouterr().err
