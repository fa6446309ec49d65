from sqlalchemy import select

from domain import Task, TaskStatus, new_engine

engine = new_engine()

statement = select(Task.title).where(
    Task.status.in_([TaskStatus.OPEN, TaskStatus.BLOCKED]),
    Task.title == "deploy",
)

print(statement.compile(engine, compile_kwargs={"literal_binds": True}))
#> SELECT task.title
#> FROM task
#> WHERE task.status IN ('OPEN', 'BLOCKED') AND task.title = 'deploy'
