from sqlalchemy import Date
from sqlalchemy.orm import mapped_column

from domain import Project
from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("upgrade head")
Project.deadline = mapped_column(Date)
alembic("revision --autogenerate -m 'add deadline' --rev-id 0003")
#> Generating migrations/versions/0003_add_deadline.py ...  done
