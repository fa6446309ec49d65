from sqlalchemy import create_engine, text

# page: from here
# page: essence
engine = create_engine("sqlite://", timeout=30)
#! TypeError: Invalid argument(s) 'timeout' sent to create_engine(), using configuration SQLiteDialect_pysqlite/SingletonThreadPool/Engine.  Please check that the keyword arguments are appropriate for this combination of components.

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
