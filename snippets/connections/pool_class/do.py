from sqlalchemy import create_engine, make_url, text

# page: from here
url = make_url("sqlite://")  # in the tests
# page: essence
pool = {"pool_size": 10, "max_overflow": 5}
if url.get_backend_name() == "sqlite":
    pool = {}
engine = create_engine(url, **pool)

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
    #> connected
