from sqlalchemy import text

from domain import new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with engine.connect() as connection:
    # page: essence
    connection.execute(text("VACUUM ANALYZE project"))
    #! sqlalchemy.exc.InternalError: (psycopg.errors.ActiveSqlTransaction) VACUUM cannot run inside a transaction block
    print("project was vacuumed")
