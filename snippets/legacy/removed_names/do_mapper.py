from sqlalchemy import Column, Integer, Table
from sqlalchemy.orm import registry

models = registry()

task_table = Table(
    "task", models.metadata, Column("id", Integer, primary_key=True)
)

class Task:
    id: int

models.map_imperatively(Task, task_table)

print(Task.id == 7)
#> task.id = :id_1
