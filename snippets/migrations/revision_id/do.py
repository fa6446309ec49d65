from domain import new_engine
from migrations._tools import alembic, new_project

new_engine(on="postgresql").dispose()
new_project()

# page: from here
alembic(
    "--quiet revision -m 'add deadline to projects and tasks' --rev-id 0003"
)
alembic("upgrade head")
