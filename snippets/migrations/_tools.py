"""What the snippets of this chapter share: a project to migrate, and short ways to run Alembic."""

import io
import logging
import os
import shlex
import shutil
import tempfile
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.config import CommandLine, Config
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.util import CommandError
from sqlalchemy import Engine, MetaData

from domain import new_engine
from domain_database import folders

# Alembic reports its progress in the log. The snippets show what it prints.
logging.disable(logging.INFO)


def alembic(arguments: str) -> None:
    """Run the command line: `alembic("upgrade head")`.

    It prints what the command prints, with paths from the working directory.
    An error is raised, where the command prints it and ends.
    """
    here = f"{Path.cwd()}{os.sep}"
    output = io.StringIO()
    command_line = CommandLine(prog="alembic")
    options = command_line.parser.parse_args(
        ["--raiseerr", *shlex.split(arguments)]
    )
    file = options.config[0] if options.config else "alembic.ini"
    config = Config(
        file, ini_section=options.name, cmd_opts=options, stdout=output
    )
    try:
        with redirect_stdout(output):
            command_line.run_cmd(config, options)
    except CommandError as error:
        error.args = (str(error).replace(here, ""),)
        raise
    finally:
        print(output.getvalue().replace(here, ""), end="")


def new_folder() -> Path:
    """Work in an empty folder from here on."""
    folder = tempfile.TemporaryDirectory(prefix="guide-")
    folders.append(folder)
    os.chdir(folder.name)
    return Path(folder.name)


def new_project() -> Engine:
    """Work in a copy of `_project`, and give an engine on its database."""
    source = Path(__file__).parent / "_project"
    skipped = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source, new_folder(), ignore=skipped, dirs_exist_ok=True)
    engine = new_engine()
    os.environ["DATABASE_URL"] = engine.url.render_as_string(
        hide_password=False
    )
    return engine


def migrate(engine: Engine, *steps: Callable[[], None]) -> None:
    """Run each step as Alembic runs `upgrade()` in a revision."""
    for step in steps:
        with engine.connect() as connection:
            context = MigrationContext.configure(
                connection, opts={"transaction_per_migration": True}
            )
            with (
                context.begin_transaction(_per_migration=True),
                Operations.context(context),
            ):
                step()


def autogenerate(engine: Engine, metadata: MetaData, **options: Any) -> str:
    """The body of `upgrade()` that `--autogenerate` would write.

    The options are those of `context.configure()` in env.py.
    """
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        upgrade_ops = produce_migrations(context, metadata).upgrade_ops
        assert upgrade_ops is not None
        batch = options.get("render_as_batch", False)
        code = render_python_code(upgrade_ops, render_as_batch=batch)
    lines = [each.strip() for each in code.split("\n")]
    return "\n".join(each for each in lines if each and "# ###" not in each)
