from sqlalchemy import create_engine, text

# page: from here
# page: essence
engine = create_engine("sqlite://", connect_args={"timeout": 30})

with engine.connect() as connection:
    print(connection.scalar(text("SELECT 'connected'")))
    #> connected
