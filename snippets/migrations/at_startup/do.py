from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from domain import new_engine
from migrations._tools import alembic, new_project
from postgresql._locks import background

new_engine(on="postgresql").dispose()
engine = new_project()
alembic("upgrade 0001")

# page: from here
Path("migrations/env.py").write_text("""
from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
""")

def start(connection: Connection) -> None:
    """What each replica does first."""
    # page: essence
    connection.execute(text("SELECT pg_advisory_xact_lock(4711)"))
    config = Config("alembic.ini")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")

with engine.connect() as first, engine.connect() as second:
    with background(engine) as threads:
        start(first)
        replica = threads.start(start, second)
        first.commit()
        replica.result()
    second.commit()

with engine.connect() as connection:
    print(connection.exec_driver_sql("SELECT * FROM alembic_version").all())
    #> [('0002',)]
