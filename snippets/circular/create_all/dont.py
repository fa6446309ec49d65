# page: essence
from gateway.base import Base
from sqlalchemy import inspect

from domain import new_engine

engine = new_engine()
Base.metadata.create_all(engine)
print(inspect(engine).get_table_names())
#!> []
