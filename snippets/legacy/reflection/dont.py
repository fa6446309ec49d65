from sqlalchemy import MetaData, Table

from domain import new_database

engine = new_database()

tool = Table("tool", MetaData(), autoload=True, autoload_with=engine)
#! TypeError: Additional arguments should be named <dialectname>_<argument>, got 'autoload'
print(tool.columns.keys())
