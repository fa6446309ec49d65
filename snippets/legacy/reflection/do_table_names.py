from sqlalchemy import inspect

from domain import new_database

engine = new_database()

print("tool" in inspect(engine).get_table_names())
#> True
