import os
from pathlib import Path

from migrations._tools import alembic, new_project

new_project()

# page: from here
Path("alembic.ini").write_text("""
[alembic]
script_location = migrations
path_separator = os
""")

os.chdir("migrations")
alembic("--config ../alembic.ini upgrade head")
#! alembic.util.exc.CommandError: Path doesn't exist: migrations.  Please use the 'init' command to create a new scripts folder.
alembic("--config ../alembic.ini current")
