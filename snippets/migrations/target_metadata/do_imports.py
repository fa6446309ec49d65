# page: from here
from all_models import Base

# page: to here
from sqlalchemy import text

from domain import new_engine
from migrations._tools import autogenerate

engine = new_engine()

with engine.begin() as connection:
    connection.execute(
        text(
            "CREATE TABLE project (id INTEGER NOT NULL PRIMARY KEY,"
            " name VARCHAR(100) NOT NULL)"
        )
    )
    connection.execute(
        text(
            "CREATE TABLE agent (id INTEGER NOT NULL PRIMARY KEY,"
            " name VARCHAR(100) NOT NULL,"
            " project_id INTEGER NOT NULL REFERENCES project (id))"
        )
    )

# page: from here
print(autogenerate(engine, Base.metadata))
#> pass
