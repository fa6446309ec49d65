from sqlalchemy import create_engine, make_url, text

# page: from here
url = make_url("sqlite+aiosqlite://")
# page: essence
engine = create_engine(url.set(drivername="sqlite+pysqlite"))

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
    #> connected
