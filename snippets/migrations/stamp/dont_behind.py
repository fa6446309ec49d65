from sqlalchemy import inspect

from migrations._tools import alembic, new_project

engine = new_project()

# page: from here
alembic("upgrade 0001")

alembic("stamp head")
alembic("current")
#> 0002 (head)
print("ai_model exists:", inspect(engine).has_table("ai_model"))
#!> ai_model exists: False
