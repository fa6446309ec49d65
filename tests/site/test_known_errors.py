"""What the error index knows besides the runs' messages names rules and patterns that work."""

from __future__ import annotations

import re

import pytest

from harness.site import known_errors
from harness.site.known_errors import KnownError
from tests.conftest import ROOT
from tests.questions.questions import error_codes

EVERY = [*known_errors.codes(), *known_errors.known_messages()]


def test_every_code_of_sqlalchemys_list_has_a_sentence() -> None:
    assert {known.pattern for known in known_errors.codes()} == set(error_codes())
    assert all(known.says.endswith(".") for known in known_errors.codes())


@pytest.mark.parametrize("known", EVERY, ids=lambda known: known.pattern[:40])
def test_it_answers_by_rules_that_exist_or_by_a_sentence(known: KnownError) -> None:
    re.compile(known.pattern)
    assert known.causes or known.says
    for cause in known.causes:
        re.compile(cause.where)
        assert (ROOT / "snippets" / cause.rule).is_dir(), cause.rule
    if len(known.causes) > 1 and len(known.pattern) > 5:
        assert all(cause.tells for cause in known.causes), "what tells the causes apart"


def test_a_rule_that_a_project_lacks_is_left_out() -> None:
    data = known_errors.as_data({"sessions/rollback"})
    codes = data["codes"]
    assert isinstance(codes, dict)
    assert codes["7s2a"][1] == [["sessions/rollback", ""]]
    assert codes["bhk3"][1] == []
