from sqlalchemy import text

from domain import new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with engine.connect() as connection:
    # page: essence
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.execute(text("VACUUM ANALYZE project"))
    print("project was vacuumed")
    #> project was vacuumed
