from pathlib import Path

from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("revision -m 'add deadline' --rev-id 0003")
#> Generating migrations/versions/0003_add_deadline.py ...  done
alembic("upgrade head")

# page: essence
alembic("downgrade -1")
# page: essence
Path("migrations/versions/0003_add_deadline.py").unlink()
alembic("upgrade head")
alembic("current")
#> 0002 (head)
