"""`--update-examples`: the file laid out, and its expectations rewritten to what happens in every environment."""

from __future__ import annotations

from harness.cache import write_whole
from harness.checking.merge_expectations import merged
from harness.checking.rewrite_expectations import updated
from harness.checking.snippet_layout import formatted, laid_out
from harness.problem import Problem, ProblemsFound
from harness.pytest_plugin.session import Session
from harness.reading.snippet import Snippet, parse, read
from harness.running.engines import targets_of
from harness.running.environments import foreseen, matrix, targets


def updated_file(snippet: Snippet, session: Session) -> Snippet:
    """Rewrite the snippet's file, in one step or not at all. Returns the new snippet. Raises ProblemsFound."""
    source = snippet.source
    # Once more at the end: Black wants a blank line after a comment below a class or between imports.
    new = laid_out(rewritten(parse(snippet.path, formatted(snippet)), session))
    if new != source:
        if snippet.path.read_bytes() != source.encode():
            text = "the file changed while it was running"
            raise ProblemsFound([Problem(snippet.path, 1, text, "run the command again")])
        write_whole(snippet.path, new)
    return read(snippet.path)


def rewritten(snippet: Snippet, session: Session) -> str:
    """The source with the expectations of the environments that this session checks.

    Those of the project's other environments stay as they are. What only the matrix runs follows its nearest neighbor.
    """
    project, checked = session.project, session.targets_of(snippet.path)
    others = [target for target in targets_of(snippet, project, targets(project)) if target not in checked]
    in_matrix = targets_of(snippet, project, matrix(project))
    further = [foreseen(project, target) for target in in_matrix if target not in checked and target not in others]
    outcomes = [session.run(snippet, target).outcome for target in checked]
    if len(checked) == 1 and not others and not further:
        return updated(snippet, outcomes[0])
    versions = [(outcome.environment, parse(snippet.path, updated(snippet, outcome))) for outcome in outcomes]
    versions += [(foreseen(project, target), snippet) for target in others]
    return merged(snippet, versions, further)
