from domain import Base
from migrations._tools import alembic, new_project

engine = new_project()

# page: from here
Base.metadata.create_all(engine)

alembic("upgrade head")
#! [sqlite] sqlalchemy.exc.OperationalError: (sqlite3.OperationalError) table project already exists
#! [postgresql] sqlalchemy.exc.ProgrammingError: (psycopg.errors.DuplicateTable) relation "project" already exists
