import os
from pathlib import Path

from migrations._tools import alembic, new_project

new_project()

# page: from here
Path("alembic.ini").write_text("""
[alembic]
script_location = %(here)s/migrations
path_separator = os
""")

os.chdir("migrations")
alembic("--config ../alembic.ini upgrade head")
alembic("--config ../alembic.ini current")
#> 0002 (head)
