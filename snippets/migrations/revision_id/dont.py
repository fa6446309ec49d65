from domain import new_engine
from migrations._tools import alembic, new_project

new_engine(on="postgresql").dispose()
new_project()

# page: from here
name = "0003_add_deadline_to_projects_and_tasks"
alembic(f"--quiet revision -m deadline --rev-id {name}")
alembic("upgrade head")
#! sqlalchemy.exc.DataError: (psycopg.errors.StringDataRightTruncation) value too long for type character varying(32)
