from domain import Base
from migrations._tools import alembic, new_project

engine = new_project()

# page: from here
Base.metadata.create_all(engine)

alembic("stamp head")
alembic("upgrade head")
alembic("current")
#> 0002 (head)
alembic("check")
#> No new upgrade operations detected.
