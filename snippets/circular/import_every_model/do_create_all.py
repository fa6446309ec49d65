from gateway.models import Base
from sqlalchemy import inspect

from domain import new_engine

engine = new_engine()
Base.metadata.create_all(engine)
print(sorted(inspect(engine).get_table_names()))
#> ['agent', 'agent_tool', 'task', 'tool']
