from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from domain import new_engine

url = new_engine().url

# page: from here
# page: essence
engine = create_engine(url)

with engine.connect() as connection:
    try:
        connection.execute(
            text("UPDATE account SET password = :password"),
            {"password": "s3cret"},
        )
        #! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) no such table: account
        #! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.UndefinedTable) relation "account" does not exist
    except DBAPIError as error:
        print("the password is in the log:", "s3cret" in str(error))
        #!> the password is in the log: True
