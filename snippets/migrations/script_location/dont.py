import os

from migrations._tools import alembic, new_project

new_project()

# page: from here
os.chdir("migrations")
alembic("upgrade head")
#! alembic.util.exc.CommandError: No 'script_location' key found in configuration.
alembic("current")
