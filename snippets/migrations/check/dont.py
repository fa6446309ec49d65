from sqlalchemy import Date, inspect
from sqlalchemy.orm import mapped_column

from domain import Project
from migrations._tools import alembic, new_project

engine = new_project()

# page: from here
Project.deadline = mapped_column(Date)

# page: essence
alembic("upgrade head")
columns = [column["name"] for column in inspect(engine).get_columns("project")]
print("deadline is there:", "deadline" in columns)
#!> deadline is there: False
