"""What once passed though it should not have: each is refused, or seen for what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from harness.compare import compare
from harness.project import Project
from harness.run import execute
from harness.snippet import parse
from tests.conftest import Ran, Run

TWICE = """
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import IntegrityError
    from sqlalchemy.orm import Session
    session = Session(create_engine("sqlite://"))
    session.execute(text("CREATE TABLE item (name TEXT UNIQUE)"))
    def save() -> None:
        session.execute(text("INSERT INTO item VALUES ('a'), ('a')"))
"""
UNIQUE = "(sqlite3.IntegrityError) UNIQUE constraint failed: item.name"


def refused(ran: Ran, complaint: str, line: int | None) -> None:
    assert ran.complaint.startswith(complaint)
    assert ran.complaint_line == line
    (problem, *_) = compare(ran.snippet, ran.outcome, "c").problems
    assert problem.line == (line or 1)
    assert problem.remedy


# It forges its own report


def test_replaces_how_a_report_is_written(run: Run) -> None:
    loud = """
        import json
        def encode(self, value):
            return "{}"
        vars(json)["JSONEncoder"].encode = encode
    """
    ran = run("import loud\nprint('one')\n", loud=loud)
    assert ran.printed == [(2, "one")]


@pytest.mark.parametrize(
    "look",
    [
        "import traceback; frames = list(getattr(traceback, 'walk_' + 'stack')(None))",
        "import traceback; frames = getattr(traceback, 'extract_' + 'stack')()",
        "import inspect; frames = inspect.stack()",
        "import inspect; frame = getattr(inspect, 'current' + 'frame')()",
        "import sys; frame = getattr(sys, '_get' + 'frame')()",
        "import gc; found = getattr(gc, 'get_' + 'objects')()",
        "import sys; frames = getattr(sys, '_current_' + 'frames')()",
    ],
)
def test_looks_at_the_frames(run: Run, look: str) -> None:
    refused(run(f"x = 1\n{look}\n"), "looks at the frames and objects of what runs it", 2)


def test_looks_at_the_frames_of_an_exception(run: Run) -> None:
    ran = run(
        "try:\n    x = 1 / 0\nexcept ZeroDivisionError as e:\n    y = getattr(e.__traceback__, 'tb_' + 'frame')\n"
    )
    refused(ran, "looks at the frames and objects of what runs it", 4)


# It emits SQL past the recorder


def test_connects_below_what_is_watched(run: Run) -> None:
    source = "import importlib\nlow = importlib.import_module('_sqlite3')\nlow.connect(':memory:')\n"
    refused(run(source), "connects to the database past what counts its SQL", 3)


def test_names_what_lies_below(run: Run) -> None:
    refused(run("x = 1\nimport _sqlite3\n"), "reaches into what runs it: _sqlite3", 2)


def test_executes_by_the_async_driver_itself(run: Run) -> None:
    ran = run("""
        import asyncio, aiosqlite
        async def main() -> None:
            async with aiosqlite.connect(":memory:") as connection:
                await connection.execute("SELECT 1")
        asyncio.run(main())
    """)
    (emitted,) = ran.outcome.emitted
    assert emitted.raw
    assert "executes SQL on a cursor of the driver" in compare(ran.snippet, ran.outcome, "c").problems[0].text


def test_executes_by_an_async_engine(run: Run) -> None:
    ran = run("""
        import asyncio
        from sqlalchemy import text
        from sqlalchemy.ext.asyncio import create_async_engine
        async def main() -> None:
            engine = create_async_engine("sqlite+aiosqlite://")
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
            await engine.dispose()
        asyncio.run(main())
    """)
    assert [(each.sql, each.raw) for each in ran.outcome.emitted] == [("SELECT 1", False)]


@pytest.mark.parametrize(
    "start", ["subprocess.run(['true'])", "os.system('true')", "subprocess.Popen('true', shell=True)"]
)
def test_starts_another_program(run: Run, start: str) -> None:
    refused(run(f"import os, subprocess\n{start}\n"), "starts another program, which nothing watches", 2)


@pytest.mark.parametrize(
    "register",
    ["import atexit\n    atexit.register(late)", "import weakref\n    weakref.finalize(connection, late)"],
)
def test_emits_sql_at_exit(run: Run, register: str) -> None:
    ran = run(f"""
    from sqlalchemy import create_engine, text
    connection = create_engine("sqlite://").connect()
    def late() -> None:
        connection.execute(text("SELECT 1"))
    {register}
    """)
    refused(ran, "emitted SQL after its last line: SELECT 1", None if ran.complaint_line is None else 4)


@pytest.mark.parametrize("sql", ["ATTACH '{0}' AS other", "VACUUM INTO '{0}'", 'attach database "{0}" as other'])
def test_opens_a_file_by_sql(run: Run, tmp_path: Path, sql: str) -> None:
    there = tmp_path / "there.db"
    ran = run(f"""
        from sqlalchemy import create_engine
        with create_engine("sqlite://").connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql({sql.format(there)!r})
    """)
    refused(ran, f"opens the database {there}", 3)
    assert not there.exists()


def test_opens_a_file_by_a_parameter(run: Run, tmp_path: Path) -> None:
    ran = run(f"""
        from sqlalchemy import create_engine, text
        with create_engine("sqlite://").connect() as connection:
            connection.execute(text("ATTACH :name AS other"), {{"name": {str(tmp_path / "a.db")!r}}})
    """)
    refused(ran, "opens the database ", 3)


def test_a_thread_below_threading(run: Run) -> None:
    refused(run("x = 1\nimport _thread\n"), "reaches into what runs it: _thread", 2)


# An error of the library that never passes through the snippet


def caught(ran: Ran) -> list[tuple[int | None, str]]:
    return [(ran.line(each), each.message.partition("\n")[0]) for each in ran.outcome.caught]


def test_a_helper_catches_it(run: Run) -> None:
    quiet = """
        from sqlalchemy.exc import IntegrityError
        def quietly(action) -> None:
            try:
                action()
            except IntegrityError:
                pass
    """
    helped = TWICE.replace(
        "def save() -> None:\n        session", "from quiet import quietly\n    quietly(lambda: session"
    )
    ran = run(helped.rstrip() + ")\n", quiet=quiet)
    assert caught(ran) == [(7, UNIQUE)]


@pytest.mark.parametrize(
    "action",
    [
        "from concurrent.futures import ThreadPoolExecutor\n    ThreadPoolExecutor().submit(session.execute, statement)",
        "import pytest\n    pytest.raises(IntegrityError, session.execute, statement)",
    ],
)
def test_a_tool_catches_it(run: Run, action: str) -> None:
    source = TWICE[: TWICE.index("def save")].replace('"sqlite://"', "'sqlite:///a.db'").rstrip()
    source += (
        "\n    session.commit()\n    statement = text(\"INSERT INTO item VALUES ('a'), ('a')\")\n    " + action + "\n"
    )
    ran = run(source)
    assert [message for _, message in caught(ran)] == [UNIQUE]


def test_a_task_keeps_it(run: Run) -> None:
    ran = run("""
        import asyncio
        from sqlalchemy import text
        from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
        async def main() -> None:
            session = AsyncSession(create_async_engine("sqlite+aiosqlite://"))
            await asyncio.gather(session.execute(text("SELECT * FROM absent")), return_exceptions=True)
            await session.close()
        asyncio.run(main())
    """)
    assert [message for _, message in caught(ran)] == ["(sqlite3.OperationalError) no such table: absent"]


def test_what_the_library_handles_itself_is_its_own_affair(run: Run) -> None:
    ran = run("""
        from sqlalchemy import create_engine, inspect
        from sqlalchemy.orm import DeclarativeBase
        print(inspect(create_engine("sqlite://")).has_table("item"))
        print(inspect(object(), raiseerr=False))
        class Base(DeclarativeBase): ...
    """)
    assert (caught(ran), ran.outcome.complaints) == ([], [])


def test_the_error_behind_another_is_told_with_it(run: Run) -> None:
    quiet = """
        from sqlalchemy.exc import IntegrityError
        class Taken(Exception): ...
        def strictly(action) -> None:
            try:
                action()
            except IntegrityError as error:
                raise Taken("taken") from error
    """
    ran = run(TWICE + "    from quiet import strictly\n    strictly(save)\n", quiet=quiet)
    assert caught(ran) == [(7, UNIQUE)]  # it passed through save(), on its way
    assert ran.ended_by.message == "taken"


# A fault made by hand


@pytest.mark.parametrize(
    "source",
    [
        """
        from unittest.mock import Mock
        from sqlalchemy import create_engine
        from sqlalchemy.exc import OperationalError
        error = OperationalError("SELECT 1", {}, Exception("database is locked"))
        create_engine("sqlite://", creator=Mock(side_effect=error)).connect()
        """,
        """
        from unittest.mock import Mock
        from sqlalchemy.exc import NoResultFound
        Mock(side_effect=NoResultFound)()
        """,
    ],
)
def test_the_project_makes_the_librarys_error(run: Run, source: str) -> None:
    assert run(source).ended_by.by_hand


def test_code_under_a_librarys_name(run: Run) -> None:
    ran = run("""
        import sqlalchemy
        exec(compile("x = 1", sqlalchemy.__file__, "exec"))
    """)
    refused(ran, "compiles code under the name of a file", 2)


def test_warns_by_the_librarys_own_means(run: Run) -> None:
    refused(
        run("x = 1\nfrom sqlalchemy import util\nutil.warn('a')\n"), "reaches into what runs it: sqlalchemy.util", 2
    )


# Output that the code above does not make


@pytest.mark.parametrize(
    "read",
    [
        "from pathlib import Path; print(Path(__file__).read_text()[:3])",
        "import sys; print(open(sys.argv[0]).read()[:3])",
        "import inspect; print(inspect.getsource(f)[:3])",
        "import linecache; print(linecache.getline(__file__, 1))",
    ],
)
def test_reads_its_own_source(run: Run, read: str) -> None:
    ran = run(f"def f() -> None: ...\n{read}\n")
    refused(ran, "reads the source of a snippet: snippets/chapter/", 2)


def test_reads_another_snippet(run: Run) -> None:
    other = run("x = 1\n").snippet.path
    refused(run(f"x = 1\nprint(open({str(other)!r}).read())\n"), "reads the source of a snippet: ", 2)


def test_runs_its_counterpart(run: Run) -> None:
    refused(run("x = 1\nimport do\n", do="y = 1\n"), "reads the source of a snippet: ", 2)


def test_a_module_beside_it_replaces_something(run: Run) -> None:
    loud = "import sys\n\nsys.stdout.write = print\n"
    ran = run("import loud\n", loud=loud)
    assert ran.complaint == (
        f"replaces sys.stdout.write, which is not its own, in {ran.snippet.path.parent.relative_to(ran.snippet.path.parents[3])}/loud.py:3"
    )


def test_a_block_of_a_page_has_nothing_beside_it(project: Project) -> None:
    """Its folder holds the whole project, whose modules may read and look at what a snippet may not."""
    (project.snippets / "shared.py").write_text("import sys\n\nframe = sys._getframe()\n")
    block = parse(project.root / "README.md", "import shared\nprint(1)\n#> 1\n", 3)
    assert compare(block, execute(block, project), "c").problems == []
