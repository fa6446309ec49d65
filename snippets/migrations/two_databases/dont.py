from pathlib import Path

from sqlalchemy import create_engine, inspect

from migrations._tools import alembic, new_project

new_project()

# page: from here
Path("migrations/env.py").write_text("""
from alembic import context
from sqlalchemy import create_engine

for name in ("service", "reports"):
    engine = create_engine(f"sqlite:///{name}.db")
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()
""")

alembic("upgrade head")

for name in ("service", "reports"):
    tables = inspect(create_engine(f"sqlite:///{name}.db")).get_table_names()
    print(name, "has projects:", "project" in tables)
    #> service has projects: True
    #!> reports has projects: True
