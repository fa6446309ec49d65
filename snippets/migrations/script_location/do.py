import os

from migrations._tools import alembic, new_project

new_project()

# page: from here
os.chdir("migrations")
alembic("--config ../alembic.ini upgrade head")
alembic("--config ../alembic.ini current")
#> 0002 (head)
