from pathlib import Path

from sqlalchemy import text

from domain import new_engine
from migrations._tools import alembic, new_project

new_engine(on="postgresql").dispose()
engine = new_project()

Path("migrations/versions/0001_first_tables.py").unlink()
Path("migrations/versions/0002_ai_models.py").unlink()

with engine.begin() as connection:
    connection.execute(text("CREATE TYPE approval_state AS ENUM ('OPEN')"))
    connection.execute(text("CREATE TABLE approval (state approval_state)"))
    connection.execute(text("INSERT INTO approval VALUES ('OPEN')"))

def revision(number: str, after: str | None, sql: str) -> None:
    """Write a revision that executes one statement."""
    Path(f"migrations/versions/{number}.py").write_text(
        f"from alembic import op\n\nrevision = {number!r}\n"
        f"down_revision = {after!r}\n\n"
        f"def upgrade() -> None:\n    op.execute({sql!r})\n"
    )

# page: from here
revision("0001", None, "ALTER TYPE approval_state ADD VALUE 'EXPIRED'")
revision("0002", "0001", "UPDATE approval SET state = 'EXPIRED'")

Path("migrations/env.py").write_text("""
import os
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(os.environ["DATABASE_URL"])
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
""")

alembic("upgrade head")

# page: to here
with engine.connect() as connection:
    print(connection.scalars(text("SELECT state FROM approval")).all())
    #> ['EXPIRED']
