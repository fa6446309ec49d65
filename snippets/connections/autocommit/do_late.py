from sqlalchemy import text

from domain import new_database

engine = new_database(projects=1, on="postgresql")

# page: from here
with engine.connect() as connection:
    rows = connection.scalar(text("SELECT count(*) FROM project"))
    # page: essence
    connection.commit()
    connection.execution_options(isolation_level="AUTOCOMMIT")
    connection.execute(text("VACUUM ANALYZE project"))
    print("vacuumed", rows, "row")
    #> vacuumed 1 row
