import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import OperationalError

from domain import new_engine
from migrations._tools import migrate

engine = new_engine()
with engine.begin() as connection:
    connection.execute(sa.text("CREATE TABLE task (title TEXT, done INTEGER)"))

def insert(code: str, *columns: str) -> None:
    task = sa.table("task", *(sa.column(name) for name in columns))
    values = dict.fromkeys(columns, "plan")
    try:
        with engine.begin() as connection:
            connection.execute(sa.insert(task).values(values))
            #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table task has no column named summary
            #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table task has no column named title
            #! sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table task has no column named title
    except OperationalError as error:
        print(f"{code} -x database: {error.orig}")
        #> new code -x database: table task has no column named summary
        #> old code -x database: table task has no column named title
        #> code for both -x database: table task has no column named title
    else:
        print(f"{code} -> database: writes {' and '.join(columns)}")
        #> old code -> database: writes title
        #> old code -> database: writes title
        #> code for both -> database: writes title and summary
        #> code for both -> database: writes title and summary
        #> new code -> database: writes summary
        #> new code -> database: writes summary

def add_summary() -> None:
    op.add_column("task", sa.Column("summary", sa.String()))

def copy_titles() -> None:
    op.execute("UPDATE task SET summary = title WHERE summary IS NULL")

def drop_title() -> None:
    op.drop_column("task", "title")

print("lanes: old code, code for both, new code, database")
#> lanes: old code, code for both, new code, database

print("Before: the column is called title")
#> Before: the column is called title
insert("old code", "title")
insert("new code", "summary")

print("Expand: add summary, and release code that writes both")
#> Expand: add summary, and release code that writes both
migrate(engine, add_summary)
insert("old code", "title")
insert("code for both", "title", "summary")

print("Copy: fill summary in the rows that the old code wrote")
#> Copy: fill summary in the rows that the old code wrote
migrate(engine, copy_titles)
with engine.connect() as connection:
    missing = "SELECT count(*) FROM task WHERE summary IS NULL"
    left = connection.scalar(sa.text(missing))
    print(f"database -> database: {left} rows are without a summary")
    #> database -> database: 0 rows are without a summary
insert("code for both", "title", "summary")
insert("new code", "summary")

print("Contract: drop title, once no code writes it")
#> Contract: drop title, once no code writes it
migrate(engine, drop_title)
insert("old code", "title")
insert("code for both", "title", "summary")
insert("new code", "summary")
