from sqlalchemy import create_engine, make_url, text

# page: from here
url = make_url("sqlite://")  # in the tests
# page: essence
engine = create_engine(url, pool_size=10, max_overflow=5)
#! TypeError: Invalid argument(s) 'max_overflow' sent to create_engine(), using configuration SQLiteDialect_pysqlite/SingletonThreadPool/Engine.  Please check that the keyword arguments are appropriate for this combination of components.

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
