from sqlalchemy import Column, Integer, MetaData, Table, inspect

from domain import new_engine

engine = new_engine()

metadata = MetaData()
task = Table("task", metadata, Column("id", Integer, primary_key=True))
metadata.create_all(engine)

print(inspect(engine).get_table_names())
#> ['task']
