from sqlalchemy import inspect

from domain import new_database

engine = new_database()

inspector = inspect(engine)
print(inspector.has_table("project"), inspector.has_table("projects"))
#> True False
