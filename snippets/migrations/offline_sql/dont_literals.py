from pathlib import Path

from script import updates

from migrations._tools import new_project

new_project()

Path("migrations/versions/0003_status.py").write_text("""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

project = sa.table("project", sa.column("status", sa.String))

def upgrade():
    op.execute(sa.update(project).values(status="ACTIVE"))
""")

# page: from here
Path("migrations/env.py").write_text("""
import os

from alembic import context

assert context.is_offline_mode()
context.configure(url=os.environ["DATABASE_URL"])
with context.begin_transaction():
    context.run_migrations()
""")

print(updates("upgrade 0002:0003 --sql"))
#!> [sqlite] UPDATE project SET status=?;
#!> [postgresql] UPDATE project SET status=%(status)s::VARCHAR;
