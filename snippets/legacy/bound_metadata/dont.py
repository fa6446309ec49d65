from sqlalchemy import Column, Integer, MetaData, Table, inspect

from domain import new_engine

engine = new_engine()

metadata = MetaData(bind=engine)
#! TypeError: MetaData.__init__() got an unexpected keyword argument 'bind'
task = Table("task", metadata, Column("id", Integer, primary_key=True))
metadata.create_all()

print(inspect(engine).get_table_names())
