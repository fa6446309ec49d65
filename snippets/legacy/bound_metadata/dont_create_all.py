from sqlalchemy import inspect

from domain import Base, new_engine

engine = new_engine()

Base.metadata.create_all()
#! TypeError: MetaData.create_all() missing 1 required positional argument: 'bind'
print(len(inspect(engine).get_table_names()), "tables")
