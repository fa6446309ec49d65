from sqlalchemy import MetaData, Table

from domain import new_database

engine = new_database()

tool = Table("tool", MetaData(), autoload_with=engine)
print(tool.columns.keys())
#> ['name', 'tool_metadata', 'id', 'created_at', 'updated_at']
