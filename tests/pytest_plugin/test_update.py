"""`--update-examples` in a project."""

from __future__ import annotations

import re

from tests.pytest_plugin.guide import DONT, RULE, Guide, proved


def test_update_then_pass_and_nothing_more_to_update(guide: Guide) -> None:
    bare = re.sub(r"^ *#> .*\n", "", DONT, flags=re.M).replace("3 statements", "7 statements").replace('"', "'")
    guide.write(f"{RULE}/dont.py", bare)
    guide.run("--update-examples").assert_outcomes(passed=3)
    file = guide.root / RULE / "dont.py"
    assert file.read_text() == DONT.lstrip()
    stamp = file.stat().st_mtime_ns
    guide.run("--update-examples").assert_outcomes(passed=3)
    assert file.stat().st_mtime_ns == stamp
    result = guide.run()
    result.assert_outcomes(passed=3)
    assert "; 0 run now" in proved(result)


def test_update_touches_only_what_it_was_asked_for(guide: Guide) -> None:
    wrong = DONT.replace("3 statements", "7 statements").lstrip()
    guide.write(f"{RULE}/dont.py", wrong)
    guide.run(f"{RULE}/do.py", "--update-examples").assert_outcomes(passed=1)
    assert (guide.root / RULE / "dont.py").read_text() == wrong
