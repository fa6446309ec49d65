from sqlalchemy import Column, Integer, MetaData, Table
from sqlalchemy.orm import mapper

task_table = Table("task", MetaData(), Column("id", Integer, primary_key=True))

class Task:
    id: int

mapper(Task, task_table)
#! sqlalchemy.exc.InvalidRequestError: The 'sqlalchemy.orm.mapper()' function is removed as of SQLAlchemy 2.0.  Use the 'sqlalchemy.orm.registry.map_imperatively()` method of the ``sqlalchemy.orm.registry`` class to perform classical mapping.

print(Task.id == 7)
