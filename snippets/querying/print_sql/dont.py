from sqlalchemy import select

from domain import Task, TaskStatus, new_engine

engine = new_engine()

statement = select(Task.title).where(
    Task.status.in_([TaskStatus.OPEN, TaskStatus.BLOCKED]),
    Task.title == "deploy",
)

print(statement)
#> SELECT task.title
#> FROM task
#!> WHERE task.status IN (__[POSTCOMPILE_status_1]) AND task.title = :title_1
