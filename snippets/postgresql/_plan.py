"""How PostgreSQL would run a query, in short."""

from typing import Any

from sqlalchemy import ClauseElement, Executable, Select, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler


class Explain(Executable, ClauseElement):
    """`EXPLAIN` before a query, parameters and all."""

    inherit_cache = False

    def __init__(self, query: Select[Any]) -> None:
        self.query = query


@compiles(Explain, "postgresql")
def explain(element: Explain, compiler: SQLCompiler, **kw: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.query, **kw)}"


def plan(session: Session, query: Select[Any]) -> str:
    """The nodes of the plan from the top, such as `Seq Scan on task`.

    VACUUM ANALYZE counts the rows first, as autovacuum does in time.
    """
    autocommit = {"isolation_level": "AUTOCOMMIT"}
    with Session(session.get_bind()) as other:
        connection = other.connection(execution_options=autocommit)
        connection.execute(text("VACUUM ANALYZE"))
    explained = session.connection().execute(Explain(query))
    return " > ".join(nodes(explained.scalar_one()[0]["Plan"]))


def nodes(node: dict[str, Any]) -> list[str]:
    """A node of the plan and those below it, in words."""
    words = str(node["Node Type"])
    if "Index Name" in node:
        words += f" using {node['Index Name']}"
    if "Relation Name" in node:
        words += f" on {node['Relation Name']}"
    below = [each for child in node.get("Plans", []) for each in nodes(child)]
    return [words, *below]
