from sqlalchemy import Date
from sqlalchemy.orm import mapped_column

from domain import Project
from migrations._tools import alembic, new_project

new_project()

# page: from here
alembic("upgrade 0001")
Project.deadline = mapped_column(Date)
alembic("revision --autogenerate -m 'add deadline' --rev-id 0003")
#! alembic.util.exc.CommandError: Target database is not up to date.
