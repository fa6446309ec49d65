from sqlalchemy import text

from domain import new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with engine.connect() as connection:
    rows = connection.scalar(text("SELECT count(*) FROM project"))
    connection.execution_options(isolation_level="AUTOCOMMIT")
    #! sqlalchemy.exc.InvalidRequestError: This connection has already initialized a SQLAlchemy Transaction() object via begin() or autobegin; isolation_level may not be altered unless rollback() or commit() is called first.
    connection.execute(text("VACUUM ANALYZE project"))
    print("vacuumed", rows, "row")
