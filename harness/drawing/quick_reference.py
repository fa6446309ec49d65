"""The quick reference: a line for each rule, its DON'T and its DO in miniature.

A miniature is one statement of each file, chosen from what the run marked and from what the two files do differently. What
differs within the two statements is emphasised.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import escape

from harness.checking.checked_rules import all_outcomes
from harness.checking.compare import Bindings
from harness.checking.proof import COUNTED, prove
from harness.outcome import Outcome
from harness.project import Project
from harness.reading import rules
from harness.reading.expectation import COUNTS, WRONG
from harness.reading.pages import rule_titles
from harness.reading.snippet import Snippet
from harness.reading.statements import Statement

LONGEST = 96
"""Characters of a miniature. A longer statement is cut around what differs."""

UNLIKE = 0.45
"""Two statements less alike than this have nothing in common worth showing."""

TARGET = re.compile(r"\w+ = (?=\S)")
TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Line:
    """A rule as the reference shows it."""

    rule: rules.Rule
    ways: tuple[str, ...]
    """How its fault is shown: `raises`, `warns`, `statements`, `wrong result`."""
    dont: str
    do: str
    """HTML, what differs in `<b>`."""


def lines(project: Project) -> list[Line]:
    """Every rule that can be drawn, by chapter and slug. The first pair of a rule stands for it."""
    found = []
    for rule, ran in all_outcomes(project):
        by_path = {snippet.path: (snippet, outcome) for snippet, outcome in ran}
        pairs = [(by_path.get(dont), by_path.get(rule.answer(dont) or dont)) for dont in rule.donts]
        whole = [(dont, do) for dont, do in pairs if dont and do]
        if not whole:
            continue
        ways = {way for (dont, d), (do, e) in whole for way in prove(dont, d, do, e).ways}
        (dont, dont_outcome), (do, _) = whole[0]
        counted = COUNTED in prove(dont, dont_outcome, do, whole[0][1][1]).ways
        bad, good = chosen(dont, do, faults(dont, dont_outcome, counted))
        found.append(Line(rule, tuple(sorted(ways)), *emphasised(bad, good)))
    return found


def statement_texts(snippet: Snippet, regions: list[tuple[int, int]]) -> dict[int, str]:
    """The statements in some lines of a file, each on one line; of one with a block, its head."""
    texts = {}
    for each in snippet.statements:
        if any(first <= each.line <= last for first, last in regions):
            wanted = [snippet.text_of(n) for n in range(each.line, each.head_end + 1)]
            texts[each.index] = on_one_line([text for text in wanted if not text.strip().startswith("#")])
    return texts


def on_one_line(wanted: list[str]) -> str:
    """Lines of code as one, without the blanks that the line breaks leave inside brackets."""
    text = " ".join(part for part in (line.strip() for line in wanted) if part)
    text = re.sub(r",? ([)\]}])", r"\1", re.sub(r"([(\[{]) ", r"\1", text))
    return re.sub(r"(?<=\S) (\.\w)", r"\1", text)


def faults(snippet: Snippet, outcome: Outcome, counted: bool) -> list[int]:
    """The statements that raised, warned, printed the wrong result or emitted the most, most telling first."""
    bindings = Bindings(snippet, outcome)
    found = [raised.at for raised in outcome.raised if raised.at is not None and not raised.by_hand]
    found += [at for at, expectations in bindings.of(WRONG).items() if expectations]
    if counted:
        emitted = [e.at for at in bindings.of(COUNTS) for e in bindings.emitted(at) if e.at is not None]
        found += sorted(set(emitted), key=lambda at: -emitted.count(at))
    return list(dict.fromkeys(found))


def chosen(dont: Snippet, do: Snippet, faulty: list[int]) -> tuple[str, str]:
    """The statement of each file that shows the rule best.

    One that only that file has, faulty where there is one, and the likest of the other file. Where what is shown of the files has the same
    statements, the whole files are looked at; where those too have the same, what stands in another order or block.
    """
    for ours, theirs in ((shown(dont), shown(do)), (whole(dont), whole(do))):
        only_ours = {index: text for index, text in ours.items() if text not in theirs.values()}
        only_theirs = [text for text in theirs.values() if text not in ours.values()]
        if not only_ours and not only_theirs:
            continue
        bad = next((only_ours[at] for at in faulty if at in only_ours), None)
        if bad is None and only_ours:
            bad = max(only_ours.values(), key=lambda text: max((likeness(text, t) for t in only_theirs), default=0))
        if bad is None:
            bad = next((ours[at] for at in faulty if at in ours), next(iter(ours.values()), ""))
        good = max(only_theirs, key=lambda text: (is_print(text) <= is_print(bad), likeness(bad, text)), default=None)
        return bad, good or moved(dont, do)[1] or bad
    return moved(dont, do)


def shown(snippet: Snippet) -> dict[int, str]:
    """The statements that the page shows, without imports."""
    texts = statement_texts(snippet, snippet.regions or [(1, len(snippet.source.split("\n")))])
    return {index: text for index, text in texts.items() if not text.startswith(("import ", "from "))}


def whole(snippet: Snippet) -> dict[int, str]:
    return statement_texts(snippet, [(1, len(snippet.source.split("\n")))])


def moved(dont: Snippet, do: Snippet) -> tuple[str, str]:
    """The first statements that stand in another place in the one file than in the other, with the one before them."""
    ours, theirs = ([(s.column, text) for s, text in placed(each)] for each in (dont, do))
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if kind != "equal":
            return joined(ours, i1, i2), joined(theirs, j1, j2)
    return "", ""


def placed(snippet: Snippet) -> list[tuple[Statement, str]]:
    texts = shown(snippet)
    return [(each, texts[each.index]) for each in snippet.statements if each.index in texts]


def joined(placed_texts: list[tuple[int, str]], start: int, end: int) -> str:
    start, end = (start, end) if end > start else (max(0, start - 1), start + 1)
    return "  ⏎  ".join(text for _, text in placed_texts[start:end][:2])


def is_print(text: str) -> bool:
    """Whether a statement prints: what a run shows, and seldom what one does about it."""
    return text.startswith("print(")


def likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, TOKEN.findall(one), TOKEN.findall(other), autojunk=False).ratio()


def emphasised(bad: str, good: str) -> tuple[str, str]:
    """Both as HTML, what the other lacks in `<b>`, cut to LONGEST around it."""
    target = TARGET.match(bad)
    if target and good.startswith(target[0]):  # both assign to the same name, which tells nothing
        bad, good = bad[target.end() :], good[target.end() :]
    ours, theirs = TOKEN.findall(bad), TOKEN.findall(good)
    if bad != good and likeness(bad, good) < UNLIKE:
        return marked(ours, []), marked(theirs, [])
    same = min(alike(ours, theirs), turned(alike(ours[::-1], theirs[::-1]), ours, theirs), key=pieces)
    return marked(ours, [first for first, _ in same]), marked(theirs, [second for _, second in same])


Spans = list[tuple[tuple[int, int], tuple[int, int]]]
"""What two lists of tokens have in common: where it stands in the one, and where in the other."""


def alike(ours: list[str], theirs: list[str]) -> Spans:
    blocks = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return [((b.a, b.a + b.size), (b.b, b.b + b.size)) for b in blocks]


def turned(spans: Spans, ours: list[str], theirs: list[str]) -> Spans:
    """What was found from the end on: of two brackets it leaves `()` to be marked, where the other way leaves `(` and `)`."""
    a, b = len(ours), len(theirs)
    return [((a - j, a - i), (b - n, b - m)) for (i, j), (m, n) in reversed(spans)] + [((a, a), (b, b))]


def pieces(same: Spans) -> int:
    """How many pieces of either side stand outside what both have."""
    count, ends = 0, (0, 0)
    for first, second in same:
        count += (first[0] > ends[0]) + (second[0] > ends[1])
        ends = first[1], second[1]
    return count


def marked(tokens: list[str], same: list[tuple[int, int]]) -> str:
    """The tokens as HTML; those outside the spans that both sides have in `<b>`."""
    shared = {index for start, end in same for index in range(start, end)}
    different = [index for index, token in enumerate(tokens) if index not in shared and token.strip()]
    start, end = window(tokens, different)
    parts, bold = ["…"] if start else [], False
    for index in range(start, end):
        is_different = index not in shared and (tokens[index].strip() != "" or bold)
        if is_different != bold:
            parts.append("<b>" if is_different else "</b>")
            bold = is_different
        parts.append(escape(tokens[index]))
    return "".join([*parts, "</b>" if bold else "", "…" if end < len(tokens) else ""])


def window(tokens: list[str], different: list[int]) -> tuple[int, int]:
    """The tokens to show: from the first that differs on, with what fits before it."""
    lengths = [len(token) for token in tokens]
    if sum(lengths) <= LONGEST:
        return 0, len(tokens)
    start = different[0] if different else 0
    last = different[-1] + 1 if different else len(tokens)
    while start > 0 and sum(lengths[start - 1 : last]) <= LONGEST * 0.75:
        start -= 1
    end = start
    while end < len(tokens) and sum(lengths[start : end + 1]) <= LONGEST:
        end += 1
    while start > 0 and sum(lengths[start - 1 : end]) <= LONGEST:
        start -= 1
    return start, end


def reference_html(project: Project) -> str:
    """The reference as HTML: a list for each chapter, in the order of the navigation."""
    titles = rule_titles(project)
    found = [line for line in lines(project) if line.rule.name in titles]
    order = list(titles)
    found.sort(key=lambda line: order.index(line.rule.name))
    ways = sorted({way for line in found for way in line.ways})
    chapters = list(dict.fromkeys(titles[line.rule.name].chapter for line in found))
    groups = []
    for chapter in chapters:
        of_chapter = [line for line in found if titles[line.rule.name].chapter == chapter]
        rows = "".join(row_html(line, titles[line.rule.name].text) for line in of_chapter)
        anchor = of_chapter[0].rule.chapter
        groups.append(
            f'<section class="ref-chapter" data-chapter="{escape(chapter)}">'
            f'<h2 id="{escape(anchor)}">{escape(chapter)}</h2><ul>{rows}</ul></section>'
        )
    return (
        f'<div class="reference" data-search-exclude>{filter_html(chapters, ways)}{"".join(groups)}</div>'
        '<script src="../assets/reference.js" defer></script>'
    )


def filter_html(chapters: list[str], ways: list[str]) -> str:
    """What narrows the list. The style sheet hides it where there are no scripts."""

    def choice(name: str, label: str, every: str, values: list[str]) -> str:
        options = "".join(f"<option>{escape(value)}</option>" for value in values)
        return f'<label>{label} <select name="{name}"><option value="">{every}</option>{options}</select></label>'

    return (
        '<form class="ref-filter">'
        '<label>Words <input type="search" name="words" autocomplete="off"></label>'
        + choice("chapter", "Chapter", "all", chapters)
        + choice("way", "Shown by", "anything", ways)
        + '<p class="ref-count" role="status"></p></form>'
    )


def row_html(line: Line, title: str) -> str:
    tags = " ".join(f'<span class="ref-way">{escape(way)}</span>' for way in line.ways)
    return (
        f'<li data-ways="{escape("|".join(line.ways))}">'
        f'<p class="ref-title"><a href="../{line.rule.address}">{escape(title)}</a> {tags}</p>'
        f'<p class="ref-side dont"><span class="ref-verdict">DON\'T</span> <code>{line.dont}</code></p>'
        f'<p class="ref-side do"><span class="ref-verdict">DO</span> <code>{line.do}</code></p></li>'
    )
