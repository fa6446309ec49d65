from pathlib import Path

from script import updates

from migrations._tools import new_project

new_project()

Path("migrations/env.py").write_text("""
import os

from alembic import context

assert context.is_offline_mode()
context.configure(url=os.environ["DATABASE_URL"], literal_binds=True)
with context.begin_transaction():
    context.run_migrations()
""")

# page: from here
Path("migrations/versions/0003_status.py").write_text("""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

project = sa.table("project", sa.column("status"))

def upgrade():
    upper = sa.func.upper(project.c.status)
    op.execute(sa.update(project).values(status=upper))
""")

print(updates("upgrade 0002:0003 --sql"))
#> UPDATE project SET status=upper(project.status);
