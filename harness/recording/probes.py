"""Put probes into a snippet's syntax tree: what was reached, and which exceptions pass.

A probe is a call of the object that the recorder leaves in `builtins` under the name PROBE. Probes have lines of their
own, PROBE_LINE below the statement they belong to: an exception that a probe causes (the stack was full) is never put
down to a statement that the interpreter would have passed without one.
"""

from __future__ import annotations

import ast

from harness.reading import statements

PROBE = "__harness_probe__"
PROBE_LINE = 1 << 20


def line_of(line: int) -> int:
    """The line in the file, for a line of the instrumented code."""
    return line - PROBE_LINE if line > PROBE_LINE else line


def instrument(tree: ast.Module, numbered: list[tuple[ast.stmt, statements.Statement]]) -> ast.Module:
    """Add the probes to `tree`, in place.

    Each statement is preceded by a note that it was reached. Each handler starts with a look at what it handles. The
    bodies of `with`, of functions, and of what a `finally` may swallow are wrapped, so that what leaves them is seen.
    """
    _Instrumenter({node: statement.index for node, statement in numbered}).visit(tree)
    return ast.fix_missing_locations(tree)


class _Instrumenter:
    def __init__(self, numbers: dict[ast.stmt, int]) -> None:
        self.numbers = numbers

    def visit(self, node: ast.AST) -> None:
        for block in statements.blocks(node):
            for child in list(block):
                self.visit(child)
        documented = _has_docstring(node)
        for block in statements.blocks(node):
            block[:] = self.counted(block, documented and block is getattr(node, "body", None))
        if isinstance(node, ast.Try | ast.TryStar):
            self.watch_handlers(node)
        elif isinstance(node, ast.With | ast.AsyncWith):
            node.body = _wrapped(node.body, node)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            docstring, rest = node.body[:documented], node.body[documented:]
            node.body = docstring + (_wrapped(rest, node) if rest else [])

    def counted(self, block: list[ast.stmt], documented: bool) -> list[ast.stmt]:
        """`block` with a note before each statement that may have one."""
        result: list[ast.stmt] = []
        for position, node in enumerate(block):
            is_future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
            if not is_future and not (documented and position == 0):
                result.append(_placed(_call("reached", ast.Constant(self.numbers[node])), node))
            result.append(node)
        return result

    def watch_handlers(self, node: ast.Try | ast.TryStar) -> None:
        method = "passing" if isinstance(node, ast.Try) else "passing_group"
        for handler in node.handlers:
            handler.body.insert(0, _placed(_call(method), handler))
        if node.finalbody:  # a return, break or continue in it swallows what is on its way
            inner = type(node)(node.body, node.handlers, node.orelse, [])
            body: list[ast.stmt] = [ast.copy_location(inner, node)] if node.handlers else node.body
            node.body, node.handlers, node.orelse = _wrapped(body, node), [], []


def _has_docstring(node: ast.AST) -> bool:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return isinstance(node, kinds) and ast.get_docstring(node, clean=False) is not None


def _probe(name: str) -> ast.expr:
    return ast.Attribute(ast.Name(PROBE, ast.Load()), name, ast.Load())


def _call(method: str, *arguments: ast.expr) -> ast.stmt:
    return ast.Expr(ast.Call(_probe(method), list(arguments), []))


def _wrapped(body: list[ast.stmt], owner: ast.stmt) -> list[ast.stmt]:
    """`body` in a `try` that looks at what leaves it."""
    handler = ast.ExceptHandler(_probe("Exception"), None, [_call("passing"), ast.Raise(None, None)])
    return [_placed(ast.Try(body, [handler], [], []), owner)]


def _placed(node: ast.stmt, owner: ast.stmt | ast.ExceptHandler) -> ast.stmt:
    """`node` with a probe's line wherever it has none yet."""
    for part in ast.walk(node):
        if isinstance(part, ast.stmt | ast.expr | ast.excepthandler) and not hasattr(part, "lineno"):
            part.lineno = part.end_lineno = owner.lineno + PROBE_LINE
            part.col_offset = part.end_col_offset = owner.col_offset
    return node
