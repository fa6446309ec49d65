from sqlalchemy import inspect

from domain import Base, new_engine

engine = new_engine()

Base.metadata.create_all(engine)
print(len(inspect(engine).get_table_names()), "tables")
#> 11 tables
